package mx.aldia.sending;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.message.Message;
import mx.aldia.letters.Bill;
import mx.aldia.letters.Letter;
import mx.aldia.letters.Letters;
import mx.aldia.letters.Occasion;
import mx.aldia.letters.Reader;
import mx.aldia.letters.Sender;
import mx.aldia.letters.WayToPay;
import mx.aldia.table.Links;
import mx.aldia.table.Once;

/** Turns an occasion into a message with its words, addressed, not yet begun. */
public final class ComposeMessage {
  /**
   * After this a sender is given up as dead. Longer than any function that sends may run, and
   * shorter than its queue hides a message: the next try finds the lease over, and sends what has
   * to arrive again, and a reminder never.
   */
  static final Duration LEASE = Duration.ofMinutes(1);

  private final Links links;
  private final Clock wall;

  public ComposeMessage(Links links, Clock wall) {
    this.links = links;
    this.wall = wall;
  }

  /**
   * Writes a message in the customer's language.
   *
   * @param once what makes it this message and no other
   * @param step of the ladder; empty for what is no reminder
   * @param files go with a mail only
   * @throws IllegalArgumentException if the tenant has no support contact: nothing is sent then
   */
  public Parcel compose(
      Matter matter,
      Once once,
      Occasion occasion,
      Customer.Address address,
      Optional<Integer> step,
      List<Attachment> files) {
    var kind = kind(occasion);
    var unsubscribe =
        kind == Message.Kind.REMINDER && address.channel() == ChannelKind.EMAIL
            ? Optional.of(links.optOut(matter.customer().id()))
            : Optional.<String>empty();
    var words = Letters.write(letter(matter, occasion, address, unsubscribe));
    var byMail = address.channel() == ChannelKind.EMAIL;
    var message =
        message(
            matter,
            once,
            occasion,
            step,
            address,
            byMail ? words.subject() : "",
            byMail ? words.text() : words.sms(),
            unsubscribe);
    return new Parcel(
        message, address.readerName(), byMail ? words.html() : "", byMail ? files : List.of());
  }

  /** A message without words, which cannot be sent: it is kept to say why. */
  Parcel unwritten(Matter matter, Once once, Occasion occasion, Customer.Address address) {
    return new Parcel(
        message(matter, once, occasion, Optional.empty(), address, "", "", Optional.empty()),
        Optional.empty(),
        "",
        List.of());
  }

  private Letter letter(
      Matter matter, Occasion occasion, Customer.Address address, Optional<String> unsubscribe) {
    var invoice = matter.invoice();
    var reader = Reader.of(matter.customer(), address, matter.tenant());
    var page = URI.create(links.page(invoice.id(), invoice.bill().linkGeneration()));
    return new Letter(
        occasion,
        Sender.of(matter.tenant()),
        reader,
        List.of(
            Bill.of(invoice, matter.terms().lines(), matter.interest(), reader.language(), page)),
        WayToPay.of(matter.tenant(), matter.customer(), Optional.empty()),
        matter.time().today(),
        unsubscribe.map(URI::create).orElse(null));
  }

  private Message message(
      Matter matter,
      Once once,
      Occasion occasion,
      Optional<Integer> step,
      Customer.Address address,
      String subject,
      String text,
      Optional<String> unsubscribe) {
    return new Message(
        once.message(matter.invoice().id()),
        matter.customer().id(),
        List.of(matter.invoice().id()),
        kind(occasion),
        address.channel(),
        tone(occasion),
        step,
        address.to(),
        subject,
        text,
        Message.State.SENDING,
        Optional.empty(),
        unsubscribe,
        matter.time().now(),
        wall.instant().plus(LEASE),
        1);
  }

  static Message.Kind kind(Occasion occasion) {
    return switch (occasion) {
      case Occasion.InvoiceIssued _ -> Message.Kind.INVOICE;
      case Occasion.Reminder _ -> Message.Kind.REMINDER;
      case Occasion.ReceiptRequest _ -> Message.Kind.RECEIPT_REQUEST;
      case Occasion.PartPayment _ -> Message.Kind.RECEIPT;
      case Occasion.Settled _ -> Message.Kind.THANK_YOU;
      case Occasion.Complement(_, _, var sale) ->
          sale ? Message.Kind.INVOICE : Message.Kind.PAYMENT_COMPLEMENT;
      case Occasion.Credited _, Occasion.CreditVoided _ -> Message.Kind.CREDIT_NOTE;
    };
  }

  private static Optional<String> tone(Occasion occasion) {
    return occasion instanceof Occasion.Reminder(var tone)
        ? Optional.of(tone.name().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
