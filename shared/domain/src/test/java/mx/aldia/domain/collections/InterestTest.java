package mx.aldia.domain.collections;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import mx.aldia.domain.collections.Interest.Movement;
import mx.aldia.domain.collections.Interest.Stretch;
import mx.aldia.domain.collections.InterestStatement.Entry;
import mx.aldia.domain.collections.InterestStatement.Entry.Credited;
import mx.aldia.domain.collections.InterestStatement.Entry.Paid;
import mx.aldia.domain.collections.InterestStatement.Entry.Reversed;
import mx.aldia.domain.collections.InterestStatement.Entry.Waived;
import mx.aldia.domain.money.Money;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterestTest {
  private static final LocalDate DUE = LocalDate.parse("2026-03-31");
  private static final LocalDate AFTER_45_DAYS = LocalDate.parse("2026-05-15");
  private static final Money PRINCIPAL = mxn(1_160_000);
  private static final LateInterest SIX_PERCENT = terms("0.06", 0, 365);

  @ParameterizedTest
  @CsvSource({"0.06, 365, 8581", "0.06, 360, 8700", "0.24, 360, 34800", "0.24, 365, 34323"})
  void forty_five_days_of_11_600_pesos(String rate, int dayCount, long centavos) {
    assertThat(accrued(terms(rate, 0, dayCount), AFTER_45_DAYS)).isEqualTo(mxn(centavos));
  }

  @Test
  void it_runs_from_the_day_after_the_due_date() {
    assertThat(accrued(SIX_PERCENT, DUE.minusDays(10))).isEqualTo(mxn(0));
    assertThat(accrued(SIX_PERCENT, DUE)).isEqualTo(mxn(0));
    assertThat(accrued(SIX_PERCENT, DUE.plusDays(1))).isEqualTo(mxn(191)); // 190.68
  }

  @Test
  void days_of_grace_never_bear_any() {
    var withGrace = terms("0.06", 10, 365);

    assertThat(accrued(withGrace, DUE.plusDays(10))).isEqualTo(mxn(0));
    assertThat(accrued(withGrace, DUE.plusDays(11))).isEqualTo(mxn(191));
    assertThat(accrued(withGrace, DUE.plusDays(55))).isEqualTo(accrued(SIX_PERCENT, AFTER_45_DAYS));
  }

  @Test
  void it_is_rounded_once_and_not_day_by_day() {
    var aDay = accrued(SIX_PERCENT, DUE.plusDays(1));
    var thirtyDays = accrued(SIX_PERCENT, DUE.plusDays(30));

    assertThat(aDay.times(BigDecimal.valueOf(30))).isEqualTo(mxn(5730));
    assertThat(thirtyDays).isEqualTo(mxn(5721)); // 5720.55
  }

  @Test
  void half_a_centavo_is_rounded_up() {
    // 73 days are a fifth of a year: 50 centavos at 25 % bear exactly 2.5.
    assertThat(
            Interest.accrued(terms("0.25", 0, 365), DUE, mxn(50), List.of(), DUE.plusDays(73))
                .total())
        .isEqualTo(mxn(3));
  }

  @Test
  void a_part_payment_lowers_it_from_the_next_day_on() {
    var paid = List.of(new Movement(DUE.plusDays(15), mxn(-600_000)));

    var accrued = Interest.accrued(SIX_PERCENT, DUE, PRINCIPAL, paid, AFTER_45_DAYS);

    assertThat(accrued.stretches())
        .containsExactly(
            new Stretch(DUE, DUE.plusDays(15), PRINCIPAL),
            new Stretch(DUE.plusDays(15), AFTER_45_DAYS, mxn(560_000)));
    assertThat(accrued.stretches()).extracting(Stretch::days).containsExactly(15L, 30L);
    // 11 600 x 15 + 5 600 x 30 = 342 000 peso-days at 6 %
    assertThat(accrued.total()).isEqualTo(mxn(5622));
  }

  @Test
  void a_payment_before_the_grace_is_over_counts_from_the_first_day() {
    var paid = List.of(new Movement(DUE.minusDays(3), mxn(-580_000)));

    assertThat(Interest.accrued(SIX_PERCENT, DUE, PRINCIPAL, paid, AFTER_45_DAYS).total())
        .isEqualTo(
            Interest.accrued(SIX_PERCENT, DUE, mxn(580_000), List.of(), AFTER_45_DAYS).total());
  }

  @Test
  void when_the_principal_is_paid_it_stops() {
    var paid = List.of(new Movement(DUE.plusDays(10), PRINCIPAL.negated()));

    assertThat(Interest.accrued(SIX_PERCENT, DUE, PRINCIPAL, paid, AFTER_45_DAYS).total())
        .isEqualTo(accrued(SIX_PERCENT, DUE.plusDays(10)));
  }

  @Test
  void it_equals_the_sum_over_every_single_day_rounded_once() {
    Property.forAll(
        1000,
        (random, _) -> {
          var terms =
              terms(
                  "0." + (100_000 + random.nextInt(900_000)),
                  random.nextInt(20),
                  random.nextBoolean() ? 365 : 360);
          var principal = mxn(random.nextLong(1, 1_000_000_000));
          var movements = movements(principal, random);
          var at = DUE.plusDays(random.nextInt(-5, 400));

          assertThat(Interest.accrued(terms, DUE, principal, movements, at).total())
              .isEqualTo(dayByDay(terms, principal, movements, at));
        });
  }

  @Test
  void it_never_shrinks_with_the_days_and_the_order_of_writing_does_not_matter() {
    Property.forAll(
        1000,
        (random, _) -> {
          var principal = mxn(random.nextLong(1, 1_000_000_000));
          var movements = movements(principal, random);
          var shuffled = new ArrayList<>(movements);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          var at = DUE.plusDays(random.nextInt(0, 400));
          var accrued = Interest.accrued(SIX_PERCENT, DUE, principal, movements, at).total();

          assertThat(Interest.accrued(SIX_PERCENT, DUE, principal, shuffled, at).total())
              .isEqualTo(accrued);
          assertThat(
                  Interest.accrued(SIX_PERCENT, DUE, principal, movements, at.plusDays(1)).total())
              .isGreaterThanOrEqualTo(accrued);
        });
  }

  @Test
  void a_payment_of_exactly_the_principal_settles_it_and_leaves_the_interest() {
    assertThat(Settlement.of(PRINCIPAL, PRINCIPAL, mxn(8581)))
        .isEqualTo(new Settlement(mxn(0), PRINCIPAL, mxn(0)));
  }

  @Test
  void any_other_payment_goes_to_interest_first() {
    assertThat(Settlement.of(mxn(8000), PRINCIPAL, mxn(8581)))
        .isEqualTo(new Settlement(mxn(8000), mxn(0), mxn(0)));
    assertThat(Settlement.of(mxn(100_000), PRINCIPAL, mxn(8581)))
        .isEqualTo(new Settlement(mxn(8581), mxn(91_419), mxn(0)));
    assertThat(Settlement.of(mxn(1_200_000), PRINCIPAL, mxn(8581)))
        .isEqualTo(new Settlement(mxn(8581), PRINCIPAL, mxn(31_419)));
  }

  @Test
  void what_a_payment_settles_sums_to_it_and_to_no_more_than_was_owed() {
    Property.forAll(
        1000,
        (random, _) -> {
          var amount = mxn(random.nextLong(1, 2_000));
          var principal = mxn(random.nextLong(0, 1_000));
          var interest = mxn(random.nextLong(0, 100));

          var settled = Settlement.of(amount, principal, interest);

          assertThat(settled.toInterest().plus(settled.toPrincipal()).plus(settled.surplus()))
              .isEqualTo(amount);
          assertThat(settled.toInterest()).isBetween(mxn(0), interest);
          assertThat(settled.toPrincipal()).isBetween(mxn(0), principal);
          assertThat(settled.surplus().isNegative()).isFalse();
          assertThat(settled.surplus().isZero() || settled.toPrincipal().equals(principal))
              .isTrue();
        });
  }

  @Test
  void a_statement_tells_the_whole_story() {
    var statement =
        statement(
            AFTER_45_DAYS,
            new Paid(DUE.plusDays(15), "pay_1", mxn(500_000)),
            new Credited(DUE.plusDays(20), mxn(100_000)));

    // 15 days of 11 600.00 are 28.60; so 4 971.40 of the 5 000.00 reach the principal.
    assertThat(statement.settlements())
        .containsEntry("pay_1", new Settlement(mxn(2_860), mxn(497_140), mxn(0)));
    assertThat(statement.principalDue()).isEqualTo(mxn(562_860));
    // 11 600.00 x 15 + 6 628.60 x 5 + 5 628.60 x 25 = 347 858.00 peso-days: 57.18, less 28.60 paid
    assertThat(statement.accrued().total()).isEqualTo(mxn(5_718));
    assertThat(statement.interestDue()).isEqualTo(mxn(2_858));
    assertThat(statement.surplus()).isEqualTo(mxn(0));
  }

  @Test
  void interest_left_when_the_principal_is_settled_stays_and_grows_no_more() {
    var paid = new Paid(AFTER_45_DAYS, "pay_1", PRINCIPAL);

    assertThat(statement(AFTER_45_DAYS.plusDays(300), paid).interestDue()).isEqualTo(mxn(8_581));
    assertThat(statement(AFTER_45_DAYS.plusDays(300), paid).principalDue()).isEqualTo(mxn(0));
  }

  @Test
  void interest_can_be_forgiven_but_no_more_than_there_is() {
    var waived = new Waived(AFTER_45_DAYS, mxn(100_000_000));

    assertThat(statement(AFTER_45_DAYS, waived).interestDue()).isEqualTo(mxn(0));
    assertThat(statement(AFTER_45_DAYS.plusDays(1), waived).interestDue()).isEqualTo(mxn(191));
  }

  @Test
  void a_payment_that_goes_back_restores_what_it_had_settled() {
    var paid = new Paid(DUE.plusDays(15), "pay_1", mxn(500_000));
    var back = statement(DUE.plusDays(15), paid, new Reversed(DUE.plusDays(15), "pay_1"));

    assertThat(back.principalDue()).isEqualTo(PRINCIPAL);
    assertThat(back.interestDue()).isEqualTo(mxn(2_860));
    assertThat(back.settlements()).isEmpty();
    assertThatThrownBy(() -> statement(AFTER_45_DAYS, new Reversed(DUE, "pay_9")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_payment_written_late_counts_from_its_value_day() {
    var first = new Paid(DUE.plusDays(5), "pay_1", mxn(100_000));
    var second = new Paid(DUE.plusDays(25), "pay_2", mxn(200_000));

    assertThat(statement(AFTER_45_DAYS, second, first))
        .isEqualTo(statement(AFTER_45_DAYS, first, second));
    assertThat(statement(DUE.plusDays(4), first, second).settlements()).isEmpty();
  }

  @Test
  void without_terms_there_is_no_interest() {
    var statement =
        InterestStatement.of(
            Optional.empty(),
            DUE,
            PRINCIPAL,
            List.of(new Paid(AFTER_45_DAYS, "pay_1", mxn(100_000))),
            AFTER_45_DAYS);

    assertThat(statement.interestDue()).isEqualTo(mxn(0));
    assertThat(statement.principalDue()).isEqualTo(mxn(1_060_000));
  }

  @Test
  void the_books_balance_whatever_happens() {
    Property.forAll(
        1000,
        (random, _) -> {
          var principal = mxn(random.nextLong(1, 1_000_000));
          var history = new ArrayList<Entry>();
          var paid = mxn(0);
          var count = random.nextInt(8);
          for (int i = 0; i < count; i++) {
            var amount = mxn(random.nextLong(1, 500_000));
            history.add(new Paid(DUE.plusDays(random.nextInt(-10, 200)), "pay_" + i, amount));
            paid = paid.plus(amount);
          }
          var at = DUE.plusDays(200);
          var told =
              InterestStatement.of(Optional.of(terms("0.36", 0, 360)), DUE, principal, history, at);
          var settled = told.settlements().values();

          assertThat(sum(settled.stream().map(Settlement::toPrincipal).toList()))
              .isEqualTo(principal.minus(told.principalDue()));
          assertThat(sum(settled.stream().map(Settlement::toInterest).toList()))
              .isEqualTo(told.accrued().total().minus(told.interestDue()));
          assertThat(principal.plus(told.accrued().total()).plus(told.surplus()))
              .isEqualTo(paid.plus(told.principalDue()).plus(told.interestDue()));
          assertThat(told.principalDue().isNegative() || told.interestDue().isNegative()).isFalse();
        });
  }

  @Test
  void payments_of_one_day_come_to_the_same_in_any_order() {
    Property.forAll(
        1000,
        (random, _) -> {
          var day = DUE.plusDays(random.nextInt(1, 100));
          var history = new ArrayList<Entry>();
          var count = random.nextInt(1, 5);
          for (int i = 0; i < count; i++) {
            history.add(new Paid(day, "pay_" + i, mxn(random.nextLong(1, 800_000))));
          }
          if (random.nextBoolean()) {
            history.add(new Paid(day, "pay_all", PRINCIPAL));
          }
          var shuffled = new ArrayList<>(history);
          Collections.shuffle(shuffled, new Random(random.nextLong()));

          var one = statement(AFTER_45_DAYS.plusDays(100), history.toArray(Entry[]::new));
          var other = statement(AFTER_45_DAYS.plusDays(100), shuffled.toArray(Entry[]::new));

          assertThat(other.principalDue()).isEqualTo(one.principalDue());
          assertThat(other.interestDue()).isEqualTo(one.interestDue());
          assertThat(other.surplus()).isEqualTo(one.surplus());
        });
  }

  /** The formula once more, slowly: every day on its own, rounded only at the end. */
  private static Money dayByDay(
      LateInterest terms, Money principal, List<Movement> movements, LocalDate at) {
    var sum = BigDecimal.ZERO;
    var first = DUE.plusDays(terms.graceDays() + 1L);
    for (var day = first; !day.isAfter(at); day = day.plusDays(1)) {
      var owed = principal.minor();
      for (var movement : movements) {
        owed += movement.on().isBefore(day) ? movement.amount().minor() : 0;
      }
      sum = sum.add(BigDecimal.valueOf(Math.max(owed, 0)));
    }
    var exact =
        sum.multiply(terms.annualRate())
            .divide(BigDecimal.valueOf(terms.dayCount()), 30, RoundingMode.DOWN);
    return mxn(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static List<Movement> movements(Money principal, RandomGenerator random) {
    var movements = new ArrayList<Movement>();
    var count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      var amount = mxn(random.nextLong(-principal.minor(), principal.minor() / 2 + 1));
      movements.add(new Movement(DUE.plusDays(random.nextInt(-30, 300)), amount));
    }
    return movements;
  }

  private static Money sum(List<Money> parts) {
    return parts.stream().reduce(mxn(0), Money::plus);
  }

  private static Money accrued(LateInterest terms, LocalDate at) {
    return Interest.accrued(terms, DUE, PRINCIPAL, List.of(), at).total();
  }

  private static InterestStatement statement(LocalDate at, Entry... history) {
    return InterestStatement.of(Optional.of(SIX_PERCENT), DUE, PRINCIPAL, List.of(history), at);
  }

  private static LateInterest terms(String rate, int grace, int dayCount) {
    return new LateInterest(new BigDecimal(rate), grace, dayCount);
  }
}
