package mx.aldia.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import mx.aldia.domain.money.Money;
import org.junit.jupiter.api.Test;

class AdvanceTest {
  @Test
  void whatever_came_price_and_tax_come_to_it_and_it_takes_a_second_line_only_where_it_must() {
    for (var rate : List.of("0.16", "0.08", "0")) {
      var taxes = List.<Tax>of(new Tax.Iva(new BigDecimal(rate)));
      LongStream.concat(LongStream.rangeClosed(1, 3_000), LongStream.of(116_000, 99_999_999_999L))
          .mapToObj(Money::mxn)
          .forEach(
              amount -> {
                var lines = Advance.lines(amount, taxes);
                assertThat(Totals.of(Money.MXN, lines).total()).isEqualTo(amount);
                assertThat(lines).hasSizeBetween(1, 2);
              });
    }
    var iva = List.<Tax>of(new Tax.Iva(new BigDecimal("0.16")));
    assertThat(Advance.lines(Money.mxn(116_000), iva)).hasSize(1);
    assertThat(Advance.lines(Money.mxn(4), iva)).hasSize(2);
    assertThat(Advance.lines(Money.mxn(4), List.of(new Tax.IvaExempt()))).hasSize(1);
  }
}
