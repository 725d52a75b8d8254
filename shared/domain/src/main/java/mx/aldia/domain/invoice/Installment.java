package mx.aldia.domain.invoice;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;

/**
 * One payment among those of an invoice, as its books tell it. What went back again counts as if it
 * had never come, so the later ones move up; a credit note that was taken back as if it had never
 * been.
 *
 * @param number the how-manieth it is, from 1
 * @param owedBefore what was owed when it came
 * @param paid what it settled
 * @param earlier what each payment before it settled, oldest first
 */
public record Installment(int number, Money owedBefore, Money paid, List<Money> earlier) {
  public Installment {
    earlier = List.copyOf(earlier);
  }

  /** Empty where the books do not know the payment, or no longer. */
  public static Optional<Installment> of(List<LedgerEntry> books, PaymentId payment) {
    return LedgerEntry.standing(books).stream()
        .filter(entry -> entry.reference().equals(payment.value()))
        .findFirst()
        .map(
            own -> {
              // What was taken back before this came was owed again by then, as the books say.
              var before =
                  books.stream()
                      .filter(entry -> entry.sequence() < own.sequence())
                      .filter(
                          entry -> LedgerEntry.wentBackAt(entry, books).orElse(0) < own.sequence())
                      .toList();
              var zero = Money.zero(own.amount().currency());
              var earlier =
                  LedgerEntry.standing(books).stream()
                      .filter(entry -> entry.sequence() < own.sequence())
                      .map(entry -> entry.amount().negated())
                      .toList();
              return new Installment(
                  earlier.size() + 1,
                  before.stream().map(LedgerEntry::amount).reduce(zero, Money::plus),
                  own.amount().negated(),
                  earlier);
            });
  }

  public Money paidBefore() {
    return earlier.stream().reduce(Money.zero(paid.currency()), Money::plus);
  }
}
