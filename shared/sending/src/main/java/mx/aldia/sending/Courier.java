package mx.aldia.sending;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.channels.Channel;
import mx.aldia.channels.Dispatch;
import mx.aldia.channels.Email;
import mx.aldia.channels.EmailChannel;
import mx.aldia.channels.Mailbox;
import mx.aldia.channels.SendOnce;
import mx.aldia.channels.Sms;
import mx.aldia.channels.SmsChannel;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.letters.CertificateNotice;
import mx.aldia.table.Cloud;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Hands a message to the channel that it names. Whoever calls has begun the message before, and
 * calls once.
 */
public final class Courier {
  /** What this installation can send by; a call is made by a person. */
  public static final List<ChannelKind> WAYS = List.of(ChannelKind.EMAIL, ChannelKind.SMS);

  /** What becomes of a sandbox tenant's messages. */
  public enum Sandbox {
    /** They count as sent, and stay where they are kept: nothing leaves. */
    KEEP,
    /** They are sent: where the providers are stand-ins on one machine. */
    SEND
  }

  private final Channel<Email> email;
  private final Channel<Sms> sms;
  private final String sender;
  private final Sandbox sandbox;

  /**
   * A courier of one installation.
   *
   * @param sender the address all mail comes from; its name is the tenant's
   */
  public Courier(Channel<Email> email, Channel<Sms> sms, String sender, Sandbox sandbox) {
    this.email = email;
    this.sms = sms;
    this.sender = sender;
    this.sandbox = sandbox;
  }

  /**
   * As a function's environment says: {@code MAIL_FROM}, {@code SANDBOX_MAIL} (kept unless it says
   * {@code send}), and where SES and SNS are.
   *
   * @throws IllegalStateException naming the variable that is missing
   */
  public static Courier of(Map<String, String> environment) {
    var cloud = new Cloud(environment);
    var ses =
        cloud
            .client(SesV2Client.builder(), "SESV2")
            .overrideConfiguration(SendOnce.configuration())
            .build();
    var sns =
        cloud
            .client(SnsClient.builder(), "SNS")
            .overrideConfiguration(SendOnce.configuration())
            .build();
    var sender = environment.getOrDefault("MAIL_FROM", "");
    if (sender.isBlank()) {
      throw new IllegalStateException("missing in the environment: MAIL_FROM");
    }
    return new Courier(
        new EmailChannel(ses),
        new SmsChannel(sns),
        sender,
        environment.getOrDefault("SANDBOX_MAIL", "").equals("send") ? Sandbox.SEND : Sandbox.KEEP);
  }

  /** Sends, once; what the caller makes of the answer is the caller's business. */
  public Dispatch send(Tenant tenant, Parcel parcel) {
    var message = parcel.message();
    if (tenant.isSandbox() && sandbox == Sandbox.KEEP) {
      return new Dispatch.Accepted("kept_" + message.id().value());
    }
    return switch (message.channel()) {
      case EMAIL -> email.send(mail(tenant, parcel));
      case SMS -> sms.send(new Sms(message.id(), message.to(), message.text()));
      case WHATSAPP, CALL -> new Dispatch.Refused("channel_not_available", true);
    };
  }

  /**
   * Tells the business itself, at its support contact; refused for good where that has no mail.
   *
   * @param id makes this notice one, however often it is sent
   */
  public Dispatch notify(Tenant tenant, Instant at, String id, CertificateNotice notice) {
    var to = tenant.support().flatMap(Tenant.SupportContact::email);
    if (to.isEmpty()) {
      return new Dispatch.Refused("no_address", true);
    }
    if (tenant.isSandbox() && sandbox == Sandbox.KEEP) {
      return new Dispatch.Accepted("kept_" + id);
    }
    return email.send(
        new Email(
            new MessageId(tenant.id(), id),
            at,
            new Mailbox("aldia", sender),
            Optional.empty(),
            new Mailbox(tenant.name(), to.get()),
            notice.subject(),
            notice.text(),
            notice.html(),
            List.of(),
            Optional.empty(),
            Optional.empty()));
  }

  private Email mail(Tenant tenant, Parcel parcel) {
    var message = parcel.message();
    return new Email(
        message.id(),
        message.at(),
        new Mailbox(tenant.name(), sender),
        tenant
            .support()
            .flatMap(Tenant.SupportContact::email)
            .map(to -> new Mailbox(tenant.name(), to)),
        new Mailbox(parcel.readerName().orElse(""), message.to()),
        message.subject(),
        message.text(),
        parcel.html(),
        parcel.files(),
        thread(message),
        message.unsubscribeUrl().map(URI::create));
  }

  /** Mails about one invoice stand together at the reader's. */
  private static Optional<String> thread(Message message) {
    return message.invoices().stream().findFirst().map(invoice -> invoice.value());
  }
}
