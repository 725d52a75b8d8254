package mx.aldia.domain.invoice;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.domain.money.Money;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Tax IVA = new Tax.Iva(new BigDecimal("0.16"));

  private static Line line(String quantity, String price, Money discount, Tax... taxes) {
    return new Line(
        Optional.empty(),
        "Diseño",
        new BigDecimal(quantity),
        new BigDecimal(price),
        discount,
        List.of(taxes),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void amount_and_tax_are_each_rounded_once() {
    var line = line("3", "33.335", mxn(0), IVA);

    assertThat(line.amount()).isEqualTo(mxn(10_001));
    assertThat(line.taxTotal()).isEqualTo(mxn(1600));
  }

  @Test
  void tax_is_computed_after_the_discount() {
    var line = line("1", "1000", mxn(10_000), IVA);

    assertThat(line.base()).isEqualTo(mxn(90_000));
    assertThat(line.taxTotal()).isEqualTo(mxn(14_400));
  }

  @Test
  void an_exempt_sale_and_one_at_zero_add_no_tax() {
    assertThat(line("1", "10", mxn(0), new Tax.IvaExempt()).taxTotal()).isEqualTo(mxn(0));
    assertThat(line("1", "10", mxn(0), new Tax.Iva(BigDecimal.ZERO)).taxTotal()).isEqualTo(mxn(0));
  }

  @Test
  void what_is_withheld_is_not_paid() {
    var fees =
        new Line(
            Optional.empty(),
            "Honorarios",
            BigDecimal.ONE,
            new BigDecimal("10000"),
            mxn(0),
            List.of(IVA),
            List.of(
                new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10")),
                new Withholding(Withholding.Kind.IVA, new BigDecimal("0.106667"))),
            Optional.empty(),
            Optional.empty());

    assertThat(Totals.of(MXN, List.of(fees)).total()).isEqualTo(mxn(1_160_000 - 100_000 - 106_667));
  }

  @Test
  void nobody_sells_nothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> line("0", "10", mxn(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> line("1", "-10", mxn(0)));
  }

  @Test
  void totals_are_sums_of_what_the_lines_have_rounded() {
    Property.forAll(
        500,
        (random, _) -> {
          var lines =
              IntStream.range(0, random.nextInt(1, 40))
                  .mapToObj(
                      _ ->
                          line(
                              BigDecimal.valueOf(random.nextLong(1, 5_000_000), 3).toPlainString(),
                              BigDecimal.valueOf(random.nextLong(0, 9_000_000_000L), 6)
                                  .toPlainString(),
                              mxn(0),
                              IVA))
                  .toList();
          var totals = Totals.of(MXN, lines);
          long expected =
              lines.stream()
                  .mapToLong(line -> line.amount().minor() + line.taxTotal().minor())
                  .sum();
          assertThat(totals.total().minor()).isEqualTo(expected);
        });
  }
}
