package mx.aldia.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Attachment;
import mx.aldia.channels.Dispatch;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.letters.Occasion;
import mx.aldia.table.MessageStore;
import mx.aldia.table.Once;
import mx.aldia.table.TenantTime;

/**
 * Sends what has to arrive (the invoice, a receipt, thanks): once, or, where a sender died without
 * a word, once more. Called again for the same occasion it finishes what is unfinished and repeats
 * nothing that is finished, so a queue may bring an event as often as it likes.
 *
 * <p>A text message does not go out at night: where there is no other way it waits for the morning,
 * and {@link SendHeld} sends it then. A way that refuses the message for good is followed, once, by
 * the customer's next agreed way.
 */
public final class SendMessage {
  /** What a message that has no way to its reader is kept under. */
  private static final Customer.Address NOWHERE =
      new Customer.Address(ChannelKind.EMAIL, "", Optional.empty());

  private final MessageStore messages;
  private final ComposeMessage compose;
  private final Courier courier;
  private final Clock wall;

  public SendMessage(MessageStore messages, ComposeMessage compose, Courier courier, Clock wall) {
    this.messages = messages;
    this.compose = compose;
    this.courier = courier;
    this.wall = wall;
  }

  /** It is not done yet, and has to be asked for again: later, by the queue. */
  public static final class NotYet extends RuntimeException {
    NotYet(Message message, String why) {
      super("%s of %s: %s".formatted(message.kind().code(), message.invoices(), why));
    }
  }

  /**
   * Sends, unless it was sent.
   *
   * @param once what makes it this message and no other
   * @param files go with a mail
   * @throws NotYet if it has to be tried again
   */
  public void send(Matter matter, Once once, Occasion occasion, List<Attachment> files) {
    var first = attempt(matter, once, occasion, files, Courier.WAYS);
    if (first.state() == Message.State.BOUNCED) {
      var others = Courier.WAYS.stream().filter(way -> way != first.channel()).toList();
      if (address(matter, others).isPresent()) {
        attempt(matter, once.byOtherWay(), occasion, files, others);
      }
    }
  }

  /**
   * What was begun and is not true any more is not sent; and as nobody goes on with it, it is said
   * that it was let go. Does nothing where it was never begun, or is finished.
   *
   * @param why as a suppressed message tells it
   * @throws NotYet if somebody is sending it at this moment
   */
  public void withdraw(TenantTime time, Invoice.Issued invoice, Once once, String why) {
    for (var one : List.of(once, once.byOtherWay())) {
      messages
          .unfinished(invoice.id(), one)
          .ifPresent(
              message -> {
                if (wall.instant().isBefore(message.leaseUntil())) {
                  throw new NotYet(message, "somebody is at it");
                }
                var let = message.become(Message.State.SUPPRESSED, Optional.of(why));
                messages.finish(time, message, let, Facts.suppressed(invoice, let, why));
              });
    }
  }

  /** The message in the state in which it now is, whoever brought it there. */
  private Message attempt(
      Matter matter, Once once, Occasion occasion, List<Attachment> files, List<ChannelKind> ways) {
    var address = address(matter, ways);
    var parcel = parcel(matter, once, occasion, address.orElse(NOWHERE), files);
    var obstacle = obstacle(matter.tenant(), address);
    return switch (messages.begin(parcel.message())) {
      case MessageStore.Begun.Busy() -> throw new NotYet(parcel.message(), "somebody is at it");
      case MessageStore.Begun.Over(var message) -> message;
      case MessageStore.Begun.Go(var begun) ->
          obstacle.isPresent()
              ? suppress(matter, parcel.inPlaceOf(begun).message(), obstacle.get())
              : sendOrHold(matter, parcel.inPlaceOf(begun));
    };
  }

  private Message sendOrHold(Matter matter, Parcel parcel) {
    var later =
        parcel.message().channel() == ChannelKind.SMS
            ? smsWaitsUntil(matter)
            : Optional.<Instant>empty();
    if (later.isEmpty()) {
      return carry(matter, parcel);
    }
    var held = parcel.message().scheduled(later.get());
    messages.hold(matter.time(), parcel.message(), held);
    return held;
  }

  /** With its words even where it has no address: the tenant may hand it over by itself. */
  private Parcel parcel(
      Matter matter,
      Once once,
      Occasion occasion,
      Customer.Address address,
      List<Attachment> files) {
    return matter.tenant().support().isEmpty()
        ? compose.unwritten(matter, once, occasion, address)
        : compose.compose(matter, once, occasion, address, Optional.empty(), files);
  }

  private static Optional<Reason> obstacle(Tenant tenant, Optional<Customer.Address> address) {
    if (tenant.support().isEmpty()) {
      return Optional.of(Reason.SUPPORT_CONTACT_MISSING);
    }
    return address.isEmpty() ? Optional.of(Reason.NO_CHANNEL) : Optional.empty();
  }

  /** By the first way that works now; by one that has to wait only where there is no other. */
  private static Optional<Customer.Address> address(Matter matter, List<ChannelKind> ways) {
    var awake =
        smsWaitsUntil(matter).isPresent()
            ? ways.stream().filter(way -> way != ChannelKind.SMS).toList()
            : ways;
    var customer = matter.customer();
    return customer
        .addressFor(Customer.Receives.INVOICE, awake)
        .or(() -> customer.addressFor(Customer.Receives.INVOICE, ways));
  }

  private static Optional<Instant> smsWaitsUntil(Matter matter) {
    return SmsHours.waitsUntil(matter.customer(), matter.time().now());
  }

  private Message carry(Matter matter, Parcel parcel) {
    var message = parcel.message();
    return switch (courier.send(matter.tenant(), parcel)) {
      case Dispatch.Accepted _ -> {
        var sent = message.become(Message.State.SENT, Optional.empty());
        yield finish(matter, message, sent, Facts.sent(matter.invoice(), sent));
      }
      case Dispatch.Refused(var reason, var permanent) when permanent -> {
        var bounced = message.become(Message.State.BOUNCED, Optional.of(reason));
        yield finish(matter, message, bounced, Facts.bounced(matter.invoice(), bounced, reason));
      }
      case Dispatch.Refused(var reason, _) -> {
        // Certainly not sent, so nobody needs to wait for the lease.
        finish(matter, message, message.leased(wall.instant()), List.of());
        throw new NotYet(message, reason);
      }
      case Dispatch.Unknown(var reason) -> throw new NotYet(message, reason);
    };
  }

  private Message suppress(Matter matter, Message message, Reason why) {
    var suppressed = message.become(Message.State.SUPPRESSED, Optional.of(why.code()));
    return finish(
        matter, message, suppressed, Facts.suppressed(matter.invoice(), suppressed, why.code()));
  }

  private Message finish(Matter matter, Message was, Message next, List<Event> events) {
    messages.finish(matter.time(), was, next, events);
    return next;
  }
}
