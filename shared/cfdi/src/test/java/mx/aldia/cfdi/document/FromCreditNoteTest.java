package mx.aldia.cfdi.document;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.FromCreditNote.Credited;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome.Done;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class FromCreditNoteTest {
  private static final TenantId TENANT = new TenantId("ten_1");
  private static final CustomerId CUSTOMER = new CustomerId(TENANT, "cus_1");
  private static final String SALE = "5A2D6AFF-2DD7-43D1-83D3-14C1ACA396D9";
  private static final Tax IVA = new Tax.Iva(new BigDecimal("0.16"));

  @Test
  void whatever_is_credited_of_whatever_was_sold_it_comes_to_that_and_breaks_no_rule() {
    var rules = new Rules(Catalogs.own());
    Property.forAll(
        300,
        (random, _) -> {
          var terms = terms(sold(random));
          long most = terms.totals().total().minor();
          var amount = mxn(random.nextLong(1, most + 1));
          var kinds = CreditNote.Kind.values();
          var note =
              note(
                  kinds[random.nextInt(kinds.length)], List.of(), amount, mxn(0), Optional.empty());

          var document = egreso(note, terms);

          assertThat(new BigDecimal(document.text("Total"))).isEqualByComparingTo(amount.major());
          assertThat(rules.check(document, Rules.CONTENT)).isEmpty();
        });
  }

  @Test
  void an_advance_is_applied_in_the_words_and_by_the_form_that_sat_gives() {
    var document = egreso(byAmount(CreditNote.Kind.ADVANCE, "500.00"), terms(line("1", "500")));

    assertThat(document.text("FormaPago")).isEqualTo("30");
    assertThat(document.child("CfdiRelacionados").orElseThrow().text("TipoRelacion"))
        .isEqualTo("07");
    var line = document.child("Conceptos").orElseThrow().child("Concepto").orElseThrow();
    assertThat(line.text("Descripcion")).isEqualTo("Aplicación de anticipo");
    assertThat(line.text("ClaveProdServ")).isEqualTo("84111506");
  }

  @Test
  void a_discount_is_taken_off_the_sale_it_names_and_nothing_is_paid_for_it() {
    var document = egreso(byAmount(CreditNote.Kind.DISCOUNT, "500.00"), terms(line("10", "100")));

    assertThat(document.text("TipoDeComprobante")).isEqualTo("E");
    assertThat(document.text("Serie")).isEqualTo("NC");
    assertThat(document.text("MetodoPago")).isEqualTo("PUE");
    assertThat(document.text("FormaPago")).isEqualTo("15");
    assertThat(document.text("SubTotal")).isEqualTo("431.03");
    assertThat(document.text("Total")).isEqualTo("500.00");
    assertThat(document.child("Receptor").orElseThrow().text("UsoCFDI")).isEqualTo("G02");
    var relation = document.child("CfdiRelacionados").orElseThrow();
    assertThat(relation.text("TipoRelacion")).isEqualTo("01");
    assertThat(relation.child("CfdiRelacionado").orElseThrow().text("UUID")).isEqualTo(SALE);
    assertThat(concept(document).attributes())
        .containsEntry("ClaveProdServ", "84111506")
        .containsEntry("ClaveUnidad", "ACT")
        .containsEntry("Descripcion", "Descuento sobre la factura A-1: Por acuerdo");
  }

  @Test
  void what_is_returned_is_what_was_sold_and_goes_back_as_it_was_refunded() {
    var returned = line("2", "100");
    var note =
        note(
            CreditNote.Kind.RETURN, List.of(returned), mxn(23_200), mxn(23_200), Optional.of("03"));

    var document = egreso(note, terms(line("10", "100")));

    assertThat(document.child("CfdiRelacionados").orElseThrow().text("TipoRelacion"))
        .isEqualTo("03");
    assertThat(document.text("FormaPago")).isEqualTo("03");
    assertThat(document.text("Total")).isEqualTo("232.00");
    assertThat(concept(document).attributes())
        .containsEntry("ClaveProdServ", "50202306")
        .containsEntry("Cantidad", "2");
    assertThat(new Rules(Catalogs.own()).check(document, Rules.CONTENT)).isEmpty();
  }

  private static Element concept(Element document) {
    return document.child("Conceptos").orElseThrow().child("Concepto").orElseThrow();
  }

  private static List<Line> sold(RandomGenerator random) {
    var lines = new ArrayList<Line>();
    int count = random.nextInt(1, 5);
    for (int i = 0; i < count; i++) {
      var price = BigDecimal.valueOf(random.nextLong(1, 90_000_000), random.nextInt(2, 5));
      List<Tax> taxes =
          switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(new Tax.IvaExempt());
            case 2 -> List.of(new Tax.Iva(new BigDecimal("0.08")));
            default -> List.of(IVA);
          };
      var withheld =
          random.nextBoolean() || taxes.isEmpty()
              ? List.<Withholding>of()
              : List.of(
                  new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10")),
                  new Withholding(Withholding.Kind.IVA, new BigDecimal("0.106667")));
      lines.add(line(BigDecimal.ONE, price, taxes, withheld));
    }
    lines.add(line("1", "1"));
    return lines;
  }

  private static Line line(String quantity, String price) {
    return line(new BigDecimal(quantity), new BigDecimal(price), List.of(IVA), List.of());
  }

  private static Line line(
      BigDecimal quantity, BigDecimal price, List<Tax> taxes, List<Withholding> withheld) {
    return new Line(
        Optional.empty(),
        "Café en grano",
        quantity,
        price,
        mxn(0),
        taxes,
        withheld,
        Optional.of("50202306"),
        Optional.of("KGM"));
  }

  private static Terms terms(Line... lines) {
    return terms(List.of(lines));
  }

  private static Terms terms(List<Line> lines) {
    return new Terms(
        CUSTOMER,
        Money.MXN,
        lines,
        Optional.empty(),
        "A",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Map.of());
  }

  private static CreditNote byAmount(CreditNote.Kind kind, String pesos) {
    var amount = Money.of(new BigDecimal(pesos), Money.MXN);
    return note(kind, List.of(), amount, mxn(0), Optional.empty());
  }

  private static CreditNote note(
      CreditNote.Kind kind, List<Line> lines, Money amount, Money returned, Optional<String> form) {
    return new CreditNote(
        new CreditNoteId(TENANT, "crn_1"),
        "NC-1",
        new InvoiceId(TENANT, "inv_1"),
        CUSTOMER,
        kind,
        "Por acuerdo",
        lines,
        amount,
        returned,
        form,
        kind == CreditNote.Kind.ADVANCE
            ? Optional.of(new AdvanceId(TENANT, "adv_1"))
            : Optional.empty(),
        LocalDate.parse("2026-03-02"),
        Instant.parse("2026-03-02T16:00:00Z"),
        Optional.empty());
  }

  private static Element egreso(CreditNote note, Terms terms) {
    var credited = new Credited(note, "A-1", terms, new Parties(seller(), buyer()), SALE);
    return FromCreditNote.egreso(credited, LocalDateTime.of(2026, 3, 2, 10, 0))
            instanceof Done<Documento.Egreso>(var egreso)
        ? egreso.element()
        : notDrawn(note);
  }

  private static Element notDrawn(CreditNote note) {
    throw new AssertionError("not drawn up: " + note);
  }

  private static Parties.Party seller() {
    return party("TALLER ESPAÑA", Keys.SELLER, "06600", Optional.empty());
  }

  private static Parties.Party buyer() {
    return party("CLIENTE", "CLI850101AB1", "64000", Optional.of("G03"));
  }

  private static Parties.Party party(
      String name, String rfc, String postalCode, Optional<String> use) {
    return new Parties.Party(
        name,
        Optional.of(name),
        Optional.of(rfc),
        Optional.of("601"),
        Optional.of(postalCode),
        use,
        Optional.empty(),
        Optional.empty());
  }
}
