package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.cfdi.document.Documento.Egreso;
import mx.aldia.cfdi.money.LineAmounts;
import mx.aldia.cfdi.money.LineAmounts.Sale;
import mx.aldia.cfdi.money.TaxIncluded;
import mx.aldia.cfdi.money.TaxIncluded.Charged;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome;

/**
 * Makes the egreso of a credit note. Its taxes are those of the sale: a line's own where it is by
 * lines; where it is by amount, each group of lines with the same taxes takes its share of it, and
 * the document comes to the amount exactly. An advance applied takes back the advance's own.
 */
public final class FromCreditNote {
  private static final String BILLING_SERVICE = "84111506";
  private static final String ACTIVITY = "ACT";
  private static final String ADVANCE_APPLIED = "Aplicación de anticipo";
  private static final int LONGEST_DESCRIPTION = 1000;

  private FromCreditNote() {}

  /**
   * A sale that was stamped, and what is taken off it.
   *
   * @param number of the sale, {@code A-123}
   * @param terms of the sale; where an advance is applied, the advance's: its taxes are taken back
   * @param parties as they were on its day
   * @param uuid SAT's folio fiscal of the sale
   */
  public record Credited(
      CreditNote note, String number, Terms terms, Parties parties, String uuid) {}

  /** Refused with one fault for each datum that is missing or has no form. */
  public static Outcome<Egreso> egreso(Credited credited, LocalDateTime fecha) {
    var note = credited.note();
    var relation = new Relacion(tipo(note.kind()), List.of(credited.uuid()));
    return FromInvoice.egreso(
        new Invoiced(
            note.number(),
            fecha,
            credited.parties(),
            credited.terms().paying(Optional.of("PUE"), Optional.of(note.form())),
            List.of(relation)),
        note.lines().isEmpty() ? byAmount(credited) : byLines(credited));
  }

  private static Relacion.Tipo tipo(CreditNote.Kind kind) {
    return switch (kind) {
      case RETURN -> Relacion.Tipo.RETURN;
      case DISCOUNT, CORRECTION, SETTLEMENT -> Relacion.Tipo.CREDIT_NOTE;
      case ADVANCE -> Relacion.Tipo.ADVANCE;
    };
  }

  private static List<Concepto> byLines(Credited credited) {
    int decimals = credited.terms().currency().getDefaultFractionDigits();
    boolean ofGoods =
        switch (credited.note().kind()) {
          case RETURN, CORRECTION -> true;
          case DISCOUNT, SETTLEMENT, ADVANCE -> false;
        };
    return credited.note().lines().stream()
        .map(
            line ->
                ofGoods
                    ? FromInvoice.concepto(line, decimals)
                    : Concepto.of(
                        BILLING_SERVICE,
                        ACTIVITY,
                        described(credited, line.description()),
                        new Sale(
                            BigDecimal.ONE,
                            line.base().major(),
                            BigDecimal.ZERO,
                            line.taxes().stream().map(FromInvoice::rate).toList(),
                            line.withholdings().stream().map(FromInvoice::rate).toList()),
                        decimals))
        .toList();
  }

  /** What lines have in common that one line of a credit note can stand for. */
  private record Group(List<Tax> taxes, List<Withholding> withholdings) {}

  private static List<Concepto> byAmount(Credited credited) {
    var note = credited.note();
    var charged = new ArrayList<Charged>();
    shares(credited.terms().lines(), note.amount())
        .forEach(
            (group, share) -> {
              if (share.isPositive()) {
                charged.add(
                    new Charged(
                        BigDecimal.ONE,
                        share.major(),
                        group.taxes().stream().map(FromInvoice::rate).toList(),
                        group.withholdings().stream().map(FromInvoice::rate).toList()));
              }
            });
    int decimals = credited.terms().currency().getDefaultFractionDigits();
    return TaxIncluded.salesPaid(charged, decimals)
        .orElseThrow(() -> new IllegalStateException("no price comes to " + note.amount()))
        .stream()
        .map(
            sale ->
                Concepto.of(
                    BILLING_SERVICE,
                    ACTIVITY,
                    described(credited, note.reason()),
                    sale,
                    LineAmounts.FINEST))
        .toList();
  }

  /** In proportion to what each comes to; rounded so that nothing of the amount is lost. */
  private static Map<Group, Money> shares(List<Line> lines, Money amount) {
    var gross = new LinkedHashMap<Group, Money>();
    for (var line : lines) {
      var group = new Group(line.taxes(), line.withholdings());
      gross.merge(
          group, line.base().plus(line.taxTotal()).minus(line.withheldTotal()), Money::plus);
    }
    var zero = Money.zero(amount.currency());
    var total = gross.values().stream().reduce(zero, Money::plus);
    var shares = new LinkedHashMap<Group, Money>();
    var upTo = zero;
    var given = zero;
    for (var entry : gross.entrySet()) {
      upTo = upTo.plus(entry.getValue());
      var until =
          Money.of(
              amount.major().multiply(upTo.major()).divide(total.major(), MathContext.DECIMAL128),
              amount.currency());
      shares.put(entry.getKey(), until.minus(given));
      given = until;
    }
    return shares;
  }

  private static String described(Credited credited, String what) {
    if (credited.note().kind() == CreditNote.Kind.ADVANCE) {
      return ADVANCE_APPLIED; // SAT's guide gives the words
    }
    var text =
        "%s sobre la factura %s: %s"
            .formatted(word(credited.note().kind()), credited.number(), what)
            .replace('|', '/')
            .replaceAll("\\s+", " ")
            .strip();
    return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION)).strip();
  }

  private static String word(CreditNote.Kind kind) {
    return switch (kind) {
      case DISCOUNT -> "Descuento";
      case RETURN -> "Devolución";
      case CORRECTION -> "Corrección";
      case SETTLEMENT -> "Bonificación";
      case ADVANCE -> ADVANCE_APPLIED;
    };
  }
}
