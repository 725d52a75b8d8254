package mx.aldia.letters;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import mx.aldia.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * All that a letter is made of.
 *
 * @param bills the invoices it is about, the oldest due first; one or more, all of one currency
 * @param waysToPay in the order to offer, the customer's preferred one first
 * @param today the tenant's date on which it goes out; "vence mañana" is said of it
 * @param unsubscribe the page that stops such messages; null where none may be stopped
 */
public record Letter(
    Occasion occasion,
    Sender from,
    Reader to,
    List<Bill> bills,
    List<WayToPay> waysToPay,
    LocalDate today,
    @Nullable URI unsubscribe) {
  public Letter {
    bills = List.copyOf(bills);
    waysToPay = List.copyOf(waysToPay);
    if (!from.answersQuestions()) {
      throw new IllegalArgumentException("a letter needs a support contact: e-mail or phone");
    }
    if (bills.isEmpty()) {
      throw new IllegalArgumentException("a letter is about at least one invoice");
    }
    if (bills.stream().map(bill -> bill.total().currency()).distinct().count() > 1) {
      throw new IllegalArgumentException("a letter is in one currency");
    }
  }

  /** The invoice, where there is one; the oldest, where there are several. */
  Bill first() {
    return bills.getFirst();
  }

  boolean isAboutMany() {
    return bills.size() > 1;
  }

  Money amountDue() {
    return bills.stream()
        .map(Bill::amountDue)
        .reduce(Money.zero(first().total().currency()), Money::plus);
  }

  boolean isOverdue() {
    return bills.stream().anyMatch(bill -> bill.isOverdue(today));
  }
}
