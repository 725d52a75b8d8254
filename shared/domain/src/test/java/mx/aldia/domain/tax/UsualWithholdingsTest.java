package mx.aldia.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties.Party;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import org.junit.jupiter.api.Test;

class UsualWithholdingsTest {
  private static final String COMPANY = "CTI190312AB1";
  private static final String PERSON = "LUPA850712AB1";
  private static final String DESIGN = "82141504";
  private static final String FREIGHT = "78101802";
  private static final String OFFICE_RENT = "80131502";
  private static final String PAPER = "14111507";

  @Test
  void a_company_withholds_isr_and_two_thirds_of_iva_from_fees() {
    assertThat(usual(PERSON, "612", COMPANY, DESIGN)).containsExactly("ISR 0.10", "IVA 0.106667");
  }

  @Test
  void a_line_that_names_nothing_is_a_service_as_its_document_will_say() {
    var unnamed = line(Optional.empty(), Optional.empty(), "0.16");

    assertThat(usual(PERSON, "612", COMPANY, unnamed)).hasSize(2);
    assertThat(usual(PERSON, "612", COMPANY, line(Optional.empty(), Optional.of("H87"), "0.16")))
        .isEmpty();
  }

  @Test
  void from_rent_it_withholds_the_same() {
    assertThat(usual(PERSON, "606", COMPANY, OFFICE_RENT))
        .containsExactly("ISR 0.10", "IVA 0.106667");
  }

  @Test
  void from_who_is_in_resico_it_withholds_little_whatever_is_sold() {
    assertThat(usual(PERSON, "626", COMPANY, PAPER)).containsExactly("ISR 0.0125");
    assertThat(usual(PERSON, "626", COMPANY, DESIGN)).containsExactly("ISR 0.0125", "IVA 0.106667");
  }

  @Test
  void from_freight_four_percent_of_iva_whoever_carries() {
    assertThat(usual(COMPANY, "601", COMPANY, FREIGHT)).containsExactly("IVA 0.04");
    assertThat(usual(PERSON, "626", COMPANY, FREIGHT)).containsExactly("ISR 0.0125", "IVA 0.04");
  }

  @Test
  void of_no_iva_nothing_is_withheld() {
    var exempt = line(Optional.of(DESIGN), Optional.empty(), "0");

    assertThat(usual(PERSON, "612", COMPANY, exempt)).containsExactly("ISR 0.10");
  }

  @Test
  void a_person_withholds_nothing_and_a_company_is_withheld_nothing_from() {
    assertThat(usual(PERSON, "612", PERSON, DESIGN)).isEmpty();
    assertThat(usual(COMPANY, "601", COMPANY, DESIGN)).isEmpty();
  }

  @Test
  void of_who_is_not_known_nothing_is_said() {
    assertThat(of(PERSON, "612", "XAXX010101000", DESIGN)).isEmpty();
    assertThat(UsualWithholdings.of(party("", ""), party(COMPANY, "601"), line(DESIGN))).isEmpty();
  }

  @Test
  void two_thirds_are_written_in_more_than_one_way() {
    var usual = List.of(withholding("ISR", "0.10"), withholding("IVA", "0.106667"));

    assertThat(
            UsualWithholdings.areSame(
                usual, List.of(withholding("IVA", "0.106666"), withholding("ISR", "0.100000"))))
        .isTrue();
    assertThat(UsualWithholdings.areSame(usual, List.of(withholding("ISR", "0.10")))).isFalse();
  }

  private static List<String> usual(String seller, String regime, String buyer, String key) {
    return usual(seller, regime, buyer, line(key));
  }

  private static List<String> usual(String seller, String regime, String buyer, Line line) {
    return UsualWithholdings.of(party(seller, regime), party(buyer, "601"), line)
        .orElseThrow()
        .stream()
        .map(it -> it.kind() + " " + it.rate().toPlainString())
        .toList();
  }

  private static Optional<List<Withholding>> of(
      String seller, String regime, String buyer, String key) {
    return UsualWithholdings.of(party(seller, regime), party(buyer, "616"), line(key));
  }

  private static Withholding withholding(String kind, String rate) {
    return new Withholding(Withholding.Kind.valueOf(kind), new BigDecimal(rate));
  }

  private static Line line(String key) {
    return line(Optional.of(key), Optional.empty(), "0.16");
  }

  private static Line line(Optional<String> key, Optional<String> unit, String iva) {
    return new Line(
        Optional.empty(),
        "Algo",
        BigDecimal.ONE,
        new BigDecimal("1000"),
        Money.mxn(0),
        List.of(new Tax.Iva(new BigDecimal(iva))),
        List.of(),
        key,
        unit);
  }

  private static Party party(String rfc, String regime) {
    return new Party(
        "Alguien",
        Optional.of("ALGUIEN"),
        Optional.of(rfc).filter(it -> !it.isEmpty()),
        Optional.of(regime).filter(it -> !it.isEmpty()),
        Optional.of("06700"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
