package mx.aldia.letters;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import mx.aldia.domain.money.Money;
import org.junit.jupiter.api.Test;

final class AmountsTest {
  @Test
  void an_amount_has_its_sign_symbol_groups_and_code() {
    assertThat(Amounts.format(mxn(116_000))).isEqualTo("$1,160.00 MXN");
    assertThat(Amounts.format(mxn(5))).isEqualTo("$0.05 MXN");
    assertThat(Amounts.format(mxn(0))).isEqualTo("$0.00 MXN");
    assertThat(Amounts.format(mxn(99_999))).isEqualTo("$999.99 MXN");
    assertThat(Amounts.format(mxn(-123_456_789))).isEqualTo("−$1,234,567.89 MXN");
    assertThat(Amounts.format(mxn(Long.MIN_VALUE))).isEqualTo("−$92,233,720,368,547,758.08 MXN");
    assertThat(Amounts.format(new Money(1_000, Currency.getInstance("USD"))))
        .isEqualTo("$10.00 USD");
    assertThat(Amounts.format(new Money(150_000, Currency.getInstance("JPY"))))
        .isEqualTo("¥150,000 JPY");
    assertThat(Amounts.format(new Money(150_000, Currency.getInstance("CHF"))))
        .isEqualTo("1,500.00 CHF");
  }

  @Test
  void a_unit_price_keeps_the_decimals_it_was_given_and_never_fewer_than_a_coin() {
    assertThat(Amounts.unitPrice(new BigDecimal("650.125"), MXN)).isEqualTo("$650.125");
    assertThat(Amounts.unitPrice(new BigDecimal("18500"), MXN)).isEqualTo("$18,500.00");
    assertThat(Amounts.unitPrice(new BigDecimal("3200.500000"), MXN)).isEqualTo("$3,200.50");
  }

  @Test
  void a_rate_reads_as_a_percentage() {
    assertThat(Amounts.percent(new BigDecimal("0.16"))).isEqualTo("16%");
    assertThat(Amounts.percent(new BigDecimal("0.10"))).isEqualTo("10%");
    assertThat(Amounts.percent(new BigDecimal("0"))).isEqualTo("0%");
    assertThat(Amounts.percent(new BigDecimal("0.106667"))).isEqualTo("10.6667%");
  }
}
