package mx.aldia.domain.collections;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import mx.aldia.domain.money.Money;

/**
 * Simple interest on unpaid principal, day by day, never on interest (Código de Comercio art. 362,
 * 363).
 *
 * <p>It is computed from the movements each time and rounded once, half up, to the minor unit: sums
 * of rounded days drift.
 */
public final class Interest {
  private Interest() {}

  /**
   * What changed the principal, and from which day on.
   *
   * @param amount negative when less is owed (a payment, a credit), positive when more is
   */
  public record Movement(LocalDate on, Money amount) {}

  /**
   * A stretch of days with one principal, for a statement that can be checked by hand.
   *
   * @param after the day before the first day that bears interest
   * @param until the last day that bears it
   */
  public record Stretch(LocalDate after, LocalDate until, Money principal) {
    public long days() {
      return ChronoUnit.DAYS.between(after, until);
    }
  }

  /** All that has accrued, paid or not, and how it came about. */
  public record Accrued(Money total, List<Stretch> stretches) {
    public Accrued {
      stretches = List.copyOf(stretches);
    }
  }

  /**
   * Interest accrued up to and including a day. The day of a payment still bears interest on what
   * was owed before it.
   *
   * @param principal what was issued
   * @param movements of the principal since then, in any order; what of a payment went to interest
   *     is not among them
   * @param at the last day to count, in the tenant's zone
   */
  public static Accrued accrued(
      LateInterest terms,
      LocalDate dueOn,
      Money principal,
      List<Movement> movements,
      LocalDate at) {
    var stretches = new ArrayList<Stretch>();
    var after = terms.lastFreeDay(dueOn);
    var owed = principal;
    for (var movement : inOrder(movements)) {
      var until = movement.on().isBefore(at) ? movement.on() : at;
      if (until.isAfter(after)) {
        stretches.add(new Stretch(after, until, owed));
        after = until;
      }
      owed = owed.plus(movement.amount());
    }
    if (at.isAfter(after)) {
      stretches.add(new Stretch(after, at, owed));
    }
    stretches.removeIf(stretch -> !stretch.principal().isPositive());
    return new Accrued(total(terms, principal.currency(), stretches), stretches);
  }

  private static List<Movement> inOrder(List<Movement> movements) {
    return movements.stream().sorted(Comparator.comparing(Movement::on)).toList();
  }

  private static Money total(LateInterest terms, Currency currency, List<Stretch> stretches) {
    var centavoDays =
        stretches.stream()
            .map(it -> BigDecimal.valueOf(it.principal().minor()).multiply(days(it)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var minor =
        centavoDays
            .multiply(terms.annualRate())
            .divide(BigDecimal.valueOf(terms.dayCount()), 0, HALF_UP);
    return new Money(minor.longValueExact(), currency);
  }

  private static BigDecimal days(Stretch stretch) {
    return BigDecimal.valueOf(stretch.days());
  }
}
