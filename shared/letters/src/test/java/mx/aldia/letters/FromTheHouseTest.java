package mx.aldia.letters;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Withholding;
import org.junit.jupiter.api.Test;

/** What letters, page and PDF take from the domain's own types. */
final class FromTheHouseTest {
  private static final Tax IVA_16 = new Tax.Iva(new BigDecimal("0.16"));
  private static final Tax IVA_0 = new Tax.Iva(new BigDecimal("0"));

  @Test
  void a_concept_is_the_first_line_and_how_many_more_there_are() {
    var one = line("Diseño de identidad", "1", IVA_16);
    var long_ = line("palabra ".repeat(20), "1", IVA_16);

    assertThat(Bill.concept(List.of(one), Language.SPANISH)).isEqualTo("Diseño de identidad");
    assertThat(Bill.concept(List.of(one, one), Language.SPANISH))
        .isEqualTo("Diseño de identidad y 1 concepto más");
    assertThat(Bill.concept(List.of(one, one, one), Language.ENGLISH))
        .isEqualTo("Diseño de identidad and 2 more items");
    assertThat(Bill.concept(List.of(long_), Language.SPANISH))
        .hasSizeLessThan(62)
        .endsWith("palabra…");
  }

  @Test
  void sums_lead_from_the_lines_to_the_total_tax_by_tax() {
    var fee =
        new Line(
            Optional.empty(),
            "Asesoría",
            BigDecimal.ONE,
            new BigDecimal("1000"),
            mxn(10_000),
            List.of(IVA_16),
            List.of(new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10"))),
            Optional.empty(),
            Optional.empty());
    var breakdown = Breakdown.of(List.of(fee, line("Libro", "2", IVA_0)), Language.SPANISH);

    assertThat(breakdown.sums())
        .extracting(sum -> sum.label() + " " + sum.amount())
        .containsExactly(
            "Subtotal $1,200.00",
            "Descuento −$100.00",
            "IVA 16% $144.00",
            "IVA 0% $0.00",
            "Retención de ISR 10% −$90.00");
    assertThat(breakdown.total()).isEqualTo("$1,154.00 MXN");
    assertThat(breakdown.items().getFirst().note()).isEqualTo("IVA 16% · Descuento −$100.00");
    assertThat(breakdown.items().getLast().note()).isEqualTo("IVA 0%");
  }

  @Test
  void lines_taxed_alike_do_not_each_say_so_and_a_bare_total_needs_no_sums() {
    var alike = List.of(line("Uno", "1", IVA_16), line("Dos", "1.50", IVA_16));

    assertThat(Breakdown.of(alike, Language.SPANISH).items())
        .allSatisfy(item -> assertThat(item.note()).isEmpty());
    assertThat(Breakdown.of(alike, Language.SPANISH).items().getLast().quantity()).isEqualTo("1.5");
    assertThat(Breakdown.of(List.of(line("Uno", "1")), Language.SPANISH).sums()).isEmpty();
  }

  @Test
  void a_foreign_account_is_not_taken_for_a_clabe() {
    var ways =
        WaysToPay.worded(
            List.of(new WayToPay.Transfer("", "DE89370400440532013000", "")),
            "A-12",
            Language.SPANISH,
            Samples.LAURA.treatment());

    assertThat(ways.getFirst().copied())
        .extracting(copied -> copied.label() + " " + copied.shown())
        .containsExactly("Cuenta DE89370400440532013000", "Concepto A-12");
  }

  private static Line line(String description, String quantity, Tax... taxes) {
    return new Line(
        Optional.empty(),
        description,
        new BigDecimal(quantity),
        new BigDecimal("100"),
        mxn(0),
        List.of(taxes),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
