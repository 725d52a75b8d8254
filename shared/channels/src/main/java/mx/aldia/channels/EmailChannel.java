package mx.aldia.channels;

import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * E-mail through Amazon SES v2, as raw MIME.
 *
 * <p>SES puts its own Message-ID and Date in place of ours; bounces and complaints find the message
 * by the tags {@code tenant} and {@code message}, and by the id that {@link Dispatch.Accepted}
 * holds.
 */
public final class EmailChannel implements Channel<Email> {
  private static final Set<String> PERMANENT = Set.of("MessageRejected", "BadRequestException");

  private final SesV2Client ses;

  /**
   * Sends through a client of the caller's.
   *
   * @param ses configured with {@link SendOnce#configuration()}
   */
  public EmailChannel(SesV2Client ses) {
    SendOnce.require(ses.serviceClientConfiguration());
    this.ses = ses;
  }

  @Override
  public Dispatch send(Email email) {
    try {
      return new Dispatch.Accepted(ses.sendEmail(request(email)).messageId());
    } catch (Mime.BadAddress e) {
      return new Dispatch.Refused("address_malformed", true);
    } catch (SdkException e) {
      return Failures.read(e, PERMANENT);
    }
  }

  private static SendEmailRequest request(Email email) throws Mime.BadAddress {
    var mime = SdkBytes.fromByteArrayUnsafe(Mime.write(email));
    var to = Mime.address(email.to()).getAddress();
    return SendEmailRequest.builder()
        .fromEmailAddress(Mime.address(email.from()).toString())
        .destination(d -> d.toAddresses(to))
        .content(c -> c.raw(r -> r.data(mime)))
        .emailTags(
            MessageTag.builder().name("tenant").value(email.id().tenant().value()).build(),
            MessageTag.builder().name("message").value(email.id().value()).build())
        .build();
  }
}
