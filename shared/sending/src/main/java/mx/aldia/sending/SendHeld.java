package mx.aldia.sending;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Dispatch;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.TenantStore;
import mx.aldia.table.TenantTime;

/**
 * Sends a text message that was ready in the night, in the morning: at least once, unless the
 * invoice was taken back, its money went back, or the customer has closed the way meanwhile.
 */
public final class SendHeld {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final MessageStore messages;
  private final Courier courier;
  private final Clock wall;

  public SendHeld(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      MessageStore messages,
      Courier courier,
      Clock wall) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.messages = messages;
    this.courier = courier;
    this.wall = wall;
  }

  /**
   * Sends it, unless it was sent or somebody is at it; told ten times it is sent once.
   *
   * @throws SendMessage.NotYet if it has to be tried again
   */
  public void send(InvoiceId about, MessageId id) {
    var held = toBeSent(id);
    if (held.isEmpty()) {
      return;
    }
    var open = tenants.open(about.tenant()).orElseThrow();
    var taken = messages.takeHeld(held.get(), wall.instant().plus(ComposeMessage.LEASE));
    if (taken.isPresent()) {
      var invoice = invoices.findIssued(about).orElseThrow();
      var obstacle = obstacle(invoice, customers.find(taken.get().customer()), taken.get());
      if (obstacle.isPresent()) {
        suppress(open.time(), invoice, taken.get(), obstacle.get());
      } else {
        carry(open, invoice, taken.get());
      }
    }
  }

  /** However often it was tried it could not be sent: the message says so. */
  public void giveUp(InvoiceId about, MessageId id) {
    toBeSent(id)
        .ifPresent(
            message -> {
              var time = tenants.open(about.tenant()).orElseThrow().time();
              var failed = message.become(Message.State.FAILED, Optional.of("gave_up"));
              messages.finishHeld(time, message, failed, List.of());
            });
  }

  /**
   * Who sent it in the morning may have died, and the event that it tells of was brought once more
   * and sent it: then nothing of it is due any more.
   */
  private Optional<Message> toBeSent(MessageId id) {
    var message = messages.find(id).orElseThrow();
    return switch (message.state()) {
      case SCHEDULED -> Optional.of(message);
      case SENDING -> Optional.of(message).filter(it -> !wall.instant().isBefore(it.leaseUntil()));
      case SENT, DELIVERED, BOUNCED, FAILED, SUPPRESSED, UNKNOWN -> {
        messages.letGo(message);
        yield Optional.empty();
      }
    };
  }

  private static Optional<String> obstacle(
      Invoice.Issued invoice, Optional<Customer> customer, Message message) {
    if (invoice instanceof Invoice.Voided) {
      return Optional.of(Reason.VOIDED.code());
    }
    if (message.kind() == Message.Kind.THANK_YOU && Thanks.obstacle(invoice).isPresent()) {
      return Thanks.obstacle(invoice);
    }
    return customer.filter(it -> !it.stopped().contains(message.channel())).isEmpty()
        ? Optional.of(Reason.NO_CHANNEL.code())
        : Optional.empty();
  }

  private void suppress(TenantTime time, Invoice.Issued invoice, Message message, String why) {
    var suppressed = message.become(Message.State.SUPPRESSED, Optional.of(why));
    finish(time, message, suppressed, Facts.suppressed(invoice, suppressed, why));
  }

  private void carry(TenantStore.Open open, Invoice.Issued invoice, Message message) {
    var parcel = new Parcel(message, Optional.empty(), "", List.of());
    switch (courier.send(open.tenant(), parcel)) {
      case Dispatch.Accepted _ -> {
        var sent = message.become(Message.State.SENT, Optional.empty());
        finish(open.time(), message, sent, Facts.sent(invoice, sent));
      }
      case Dispatch.Refused(var reason, var permanent) when permanent -> {
        var bounced = message.become(Message.State.BOUNCED, Optional.of(reason));
        finish(open.time(), message, bounced, Facts.bounced(invoice, bounced, reason));
      }
      case Dispatch.Refused(var reason, _) -> {
        messages.finish(open.time(), message, message.leased(wall.instant()), List.of());
        throw new SendMessage.NotYet(message, reason);
      }
      case Dispatch.Unknown(var reason) -> throw new SendMessage.NotYet(message, reason);
    }
  }

  private void finish(TenantTime time, Message was, Message next, List<Event> events) {
    messages.finishHeld(time, was, next, events);
  }
}
