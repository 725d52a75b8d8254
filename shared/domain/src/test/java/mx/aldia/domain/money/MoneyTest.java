package mx.aldia.domain.money;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void half_a_centavo_is_rounded_up_once() {
    assertThat(Money.of(new BigDecimal("0.005"), MXN)).isEqualTo(mxn(1));
    assertThat(Money.of(new BigDecimal("0.00499999"), MXN)).isEqualTo(mxn(0));
    assertThat(mxn(100).times(new BigDecimal("0.155"))).isEqualTo(mxn(16));
  }

  @Test
  void a_currency_without_decimals_has_none() {
    var pesos = Currency.getInstance("CLP");

    assertThat(Money.of(new BigDecimal("1160.4"), pesos).minor()).isEqualTo(1160);
    assertThat(new Money(1160, pesos)).hasToString("1160 CLP");
  }

  @Test
  void two_currencies_never_meet() {
    var dollars = new Money(1, Currency.getInstance("USD"));

    assertThatIllegalArgumentException().isThrownBy(() -> mxn(1).plus(dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> mxn(1).compareTo(dollars));
  }

  @Test
  void the_last_part_takes_the_centavo_that_does_not_divide() {
    assertThat(mxn(10_000).split(3)).containsExactly(mxn(3333), mxn(3333), mxn(3334));
  }

  @Test
  void splitting_loses_no_centavo() {
    Property.forAll(
        1000,
        (random, _) -> {
          var whole = mxn(random.nextLong(-1_000_000_000, 1_000_000_000));
          var parts = whole.split(random.nextInt(1, 100));
          assertThat(parts.stream().reduce(mxn(0), Money::plus)).isEqualTo(whole);
          assertThat(parts.getLast().minor() - parts.getFirst().minor()).isBetween(0L, 1L);
        });
  }

  @Test
  void too_much_is_refused_instead_of_wrapping_around() {
    assertThat(mxn(Long.MAX_VALUE).minor()).isPositive();
    assertThatThrownBy(() -> mxn(Long.MAX_VALUE).plus(mxn(1)))
        .isInstanceOf(ArithmeticException.class);
  }
}
