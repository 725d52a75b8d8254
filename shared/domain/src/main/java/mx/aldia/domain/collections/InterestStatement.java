package mx.aldia.domain.collections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.collections.Interest.Movement;
import mx.aldia.domain.money.Money;

/**
 * What an invoice with late interest comes to on a day, told from its whole history: the same
 * history tells the same, whenever it is asked.
 *
 * @param principalDue unpaid principal
 * @param interestDue accrued, less paid, less waived
 * @param surplus what was paid beyond both, the customer's credit
 * @param settlements by payment, what each settled
 * @param accrued all interest so far, with the days and principals it comes from
 */
public record InterestStatement(
    Money principalDue,
    Money interestDue,
    Money surplus,
    Map<String, Settlement> settlements,
    Interest.Accrued accrued) {

  public InterestStatement {
    settlements = Map.copyOf(settlements);
  }

  /** Something that happened to the debt, dated by its value day in the tenant's zone. */
  public sealed interface Entry {
    LocalDate on();

    /**
     * Money came.
     *
     * @param payment its id, once
     * @param amount positive
     */
    record Paid(LocalDate on, String payment, Money amount) implements Entry {}

    /** It went back: what it had settled is owed again from that day, each part as it was. */
    record Reversed(LocalDate on, String payment) implements Entry {}

    /** Less principal is owed: a credit note. */
    record Credited(LocalDate on, Money amount) implements Entry {}

    /** Interest forgiven, as much of it as there is. */
    record Waived(LocalDate on, Money amount) implements Entry {}
  }

  /**
   * Plays the history up to and including a day.
   *
   * @param terms empty bears no interest
   * @param principal what was issued
   * @param history in the order it was written; it counts in order of its value days
   * @throws IllegalArgumentException if a payment goes back that never came
   */
  public static InterestStatement of(
      Optional<LateInterest> terms,
      LocalDate dueOn,
      Money principal,
      List<? extends Entry> history,
      LocalDate at) {
    var played = new Played(terms, dueOn, principal);
    history.stream()
        .filter(entry -> !entry.on().isAfter(at))
        .sorted(Comparator.comparing(Entry::on))
        .forEach(played::play);
    return new InterestStatement(
        played.principalDue(),
        played.interestDue(at),
        played.surplus,
        played.settlements,
        played.accrued(at));
  }

  /** The debt while its history is told. */
  private static final class Played {
    private final Optional<LateInterest> terms;
    private final LocalDate dueOn;
    private final Money principal;
    private final List<Movement> movements = new ArrayList<>();
    private final Map<String, Settlement> settlements = new HashMap<>();
    private Money interestGone;
    private Money surplus;

    Played(Optional<LateInterest> terms, LocalDate dueOn, Money principal) {
      this.terms = terms;
      this.dueOn = dueOn;
      this.principal = principal;
      this.interestGone = Money.zero(principal.currency());
      this.surplus = interestGone;
    }

    void play(Entry entry) {
      switch (entry) {
        case Entry.Paid(var on, var payment, var amount) -> {
          var settled = Settlement.of(amount, principalDue(), interestDue(on));
          settlements.put(payment, settled);
          owe(on, settled.toPrincipal().negated());
          interestGone = interestGone.plus(settled.toInterest());
          surplus = surplus.plus(settled.surplus());
        }
        case Entry.Reversed(var on, var payment) -> {
          var settled = settlements.remove(payment);
          if (settled == null) {
            throw new IllegalArgumentException("it never came: " + payment);
          }
          owe(on, settled.toPrincipal());
          interestGone = interestGone.minus(settled.toInterest());
          surplus = surplus.minus(settled.surplus());
        }
        case Entry.Credited(var on, var amount) -> owe(on, amount.min(principalDue()).negated());
        case Entry.Waived(var on, var amount) ->
            interestGone = interestGone.plus(amount.min(interestDue(on)));
      }
    }

    private void owe(LocalDate on, Money amount) {
      movements.add(new Movement(on, amount));
    }

    Money principalDue() {
      return movements.stream().map(Movement::amount).reduce(principal, Money::plus);
    }

    Money interestDue(LocalDate at) {
      return accrued(at).total().minus(interestGone);
    }

    Interest.Accrued accrued(LocalDate at) {
      return terms
          .map(it -> Interest.accrued(it, dueOn, principal, movements, at))
          .orElseGet(() -> new Interest.Accrued(Money.zero(principal.currency()), List.of()));
    }
  }
}
