package mx.aldia.reminders;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mx.aldia.channels.Dispatch;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.message.Message;
import mx.aldia.letters.Occasion;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.Parcel;
import mx.aldia.table.ContactLog;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.LadderState;
import mx.aldia.table.MessageStore;
import mx.aldia.table.MessageStore.Right;
import mx.aldia.table.Once;

/**
 * Carries one reminder from its decision to its end: written, begun, sent, recorded, the ladder
 * planned on. At most once: what may have gone out counts as sent.
 */
final class CarryReminder {
  /** Days on which a step is tried that no channel would take; then it is let go. */
  private static final int MOST_ATTEMPTS = 3;

  private final MessageStore messages;
  private final ComposeMessage compose;
  private final Courier courier;

  CarryReminder(MessageStore messages, ComposeMessage compose, Courier courier) {
    this.messages = messages;
    this.compose = compose;
    this.courier = courier;
  }

  /** A reminder that has been begun. */
  private record Begun(Debt debt, int position, Tone tone, LadderEntry sending, Parcel parcel) {
    Message message() {
      return parcel.message();
    }

    Begun goneOn(Parcel other) {
      var next = sending.sending(other.message().id(), other.message().leaseUntil());
      return new Begun(debt, position, tone, next, other);
    }
  }

  /** Sends it by this way, or by the next agreed one where this one refuses it for good. */
  Right carry(Debt debt, int position, Tone tone, Customer.Address address, ContactLog contacts) {
    var parcel = write(debt, Once.reminder(debt.entry()), position, tone, address);
    var message = parcel.message();
    var right =
        messages.beginReminder(
            debt.entry(), debt.invoice().version(), message, contacts, debt.today());
    if (right == Right.TAKEN) {
      var sending = debt.entry().sending(message.id(), message.leaseUntil());
      send(new Begun(debt, position, tone, sending, parcel), true);
    }
    return right;
  }

  /** The sender of what was begun is dead, and nobody knows how far it came: it counts as sent. */
  void giveUp(Debt debt) {
    var entry = debt.entry();
    var message = messages.find(entry.message().orElseThrow()).orElseThrow();
    var tone =
        message
            .tone()
            .map(it -> Tone.valueOf(it.toUpperCase(Locale.ROOT)))
            .orElse(entry.progress().reached());
    unconfirmed(debt, entry, message, entry.step(), tone, "sender_lost");
  }

  private Parcel write(Debt debt, Once once, int position, Tone tone, Customer.Address address) {
    return compose.compose(
        debt.matter(),
        once,
        new Occasion.Reminder(tone),
        address,
        Optional.of(position),
        List.of());
  }

  private void send(Begun begun, boolean mayGoOn) {
    var message = begun.message();
    switch (courier.send(begun.debt().open().tenant(), begun.parcel())) {
      case Dispatch.Accepted _ -> sent(begun);
      case Dispatch.Refused(var reason, var permanent) when permanent ->
          refused(begun, reason, mayGoOn);
      case Dispatch.Refused(var reason, _) -> failed(begun, reason);
      case Dispatch.Unknown(var reason) ->
          unconfirmed(
              begun.debt(), begun.sending(), message, begun.position(), begun.tone(), reason);
    }
  }

  private void sent(Begun begun) {
    var debt = begun.debt();
    var message = begun.message();
    var event =
        new Event.ReminderSent(
            debt.invoice().id(),
            message.customer(),
            debt.invoice().bill().number(),
            message.id(),
            begun.position(),
            begun.tone().name().toLowerCase(Locale.ROOT),
            message.channel().code());
    messages.finishReminder(
        debt.time(),
        begun.sending(),
        message,
        message.become(Message.State.SENT, Optional.empty()),
        after(debt, said(debt, message, begun.tone())),
        List.of(event));
  }

  /** Told by another way in the same step, once; the words and the day are the same. */
  private void refused(Begun begun, String reason, boolean mayGoOn) {
    var debt = begun.debt();
    var message = begun.message();
    var bounced = message.become(Message.State.BOUNCED, Optional.of(reason));
    var event =
        new Event.MessageBounced(
            Optional.of(debt.invoice().id()),
            message.customer(),
            message.id(),
            message.kind().code(),
            message.channel().code(),
            reason);
    var others =
        debt.step(begun.position()).channels().stream()
            .filter(way -> mayGoOn && way != message.channel())
            .toList();
    var once = Once.reminder(begun.sending()).byOtherWay();
    var other =
        debt.address(others).map(to -> write(debt, once, begun.position(), begun.tone(), to));
    if (other.isPresent()
        && messages.goOn(
            debt.time(),
            begun.sending(),
            message,
            bounced,
            other.get().message(),
            List.of(event))) {
      send(begun.goneOn(other.get()), false);
    } else {
      messages.finishReminder(
          debt.time(),
          begun.sending(),
          message,
          bounced,
          after(debt, passed(debt)),
          List.of(event));
    }
  }

  /** Certainly not sent, so the step may be tried again: on another day, for this one is used. */
  private void failed(Begun begun, String reason) {
    var debt = begun.debt();
    var message = begun.message();
    boolean again = begun.sending().attempt() < MOST_ATTEMPTS;
    var rules = debt.rules();
    var tomorrow = rules.opening(rules.contactDayOnOrAfter(debt.today().plusDays(1)));
    Function<LadderEntry, Optional<LadderEntry>> on =
        again
            ? now ->
                now.state() == LadderState.SENDING
                    ? Optional.of(now.again(tomorrow))
                    : after(debt, UnaryOperator.identity()).apply(now)
            : after(debt, passed(debt));
    var event =
        new Event.ReminderSuppressed(
            debt.invoice().id(),
            message.customer(),
            debt.invoice().bill().number(),
            begun.position(),
            reason);
    messages.finishReminder(
        debt.time(),
        begun.sending(),
        message,
        message.become(Message.State.FAILED, Optional.of(reason)),
        on,
        again ? List.of() : List.of(event));
  }

  private void unconfirmed(
      Debt debt, LadderEntry sending, Message message, int position, Tone tone, String reason) {
    var event =
        new Event.ReminderUnconfirmed(
            debt.invoice().id(),
            message.customer(),
            debt.invoice().bill().number(),
            message.id(),
            position,
            reason);
    messages.finishReminder(
        debt.time(),
        sending,
        message,
        message.become(Message.State.UNKNOWN, Optional.of(reason)),
        after(debt, said(debt, message, tone)),
        List.of(event));
  }

  private static UnaryOperator<Progress> said(Debt debt, Message message, Tone tone) {
    LocalDate on = debt.rules().dateAt(message.at());
    return done -> done.sent(debt.entry().offsetDays(), tone, on);
  }

  private static UnaryOperator<Progress> passed(Debt debt) {
    return done -> done.passed(debt.entry().offsetDays());
  }

  /**
   * What a ladder makes of the end of its message. One that was stopped meanwhile stays so and
   * knows of it; one that was begun anew has nothing to do with it.
   */
  private static Function<LadderEntry, Optional<LadderEntry>> after(
      Debt debt, UnaryOperator<Progress> said) {
    return now -> {
      if (now.generation() != debt.entry().generation()) {
        return Optional.empty();
      }
      var done = said.apply(now.progress());
      return Optional.of(
          switch (now.state()) {
            case SENDING, SCHEDULED -> now.planned(done, debt.ladder().next(done, debt.now()));
            case PAUSED, DONE, SETTLED -> now.knowing(done);
          });
    };
  }
}
