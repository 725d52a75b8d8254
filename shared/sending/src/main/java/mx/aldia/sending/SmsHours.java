package mx.aldia.sending;

import java.time.Instant;
import java.util.Optional;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.ContactWindow;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.time.QuietDays;

/**
 * When a text message may ring: a receipt is no reminder and may come on any day, but nobody is
 * woken by one. A mail wakes nobody.
 */
final class SmsHours {
  private SmsHours() {}

  /** When it may go out, if that is not now. */
  static Optional<Instant> waitsUntil(Customer customer, Instant now) {
    var hours = new ContactRules(customer.zone(), ContactWindow.USUAL, true, QuietDays.none());
    return hours.isWithinHours(now) ? Optional.empty() : Optional.of(hours.nextWithinHours(now));
  }
}
