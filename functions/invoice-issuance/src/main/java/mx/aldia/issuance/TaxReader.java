package mx.aldia.issuance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.edge.Fields;
import mx.aldia.edge.JsonObject;

/** Taxes and withholdings as callers tell and read them. */
final class TaxReader {
  /** c_TasaOCuota: general, northern border, zero. */
  private static final List<BigDecimal> IVA_RATES =
      List.of(new BigDecimal("0.16"), new BigDecimal("0.08"), BigDecimal.ZERO);

  private static final String MOST_ISR = "0.35";
  private static final String MOST_IVA = "0.16";

  private TaxReader() {}

  /** Absent stays absent: the product's, else none. */
  static Optional<List<Tax>> taxes(Fields fields) {
    return fields.objects("taxes").max(1).<Tax>each(TaxReader::tax).optional();
  }

  private static Tax tax(Fields fields) {
    fields.choice("type", List.of("iva")).required();
    var exempt = fields.bool("exempt").orElse(false);
    var rate = fields.decimal("rate").optional();
    if (exempt) {
      if (rate.isPresent()) {
        fields.refuse("rate", "exempt_has_no_rate");
      }
      return new Tax.IvaExempt();
    }
    if (rate.isEmpty()) {
      fields.refuse("rate", "required");
      return new Tax.IvaExempt();
    }
    if (IVA_RATES.stream().noneMatch(known -> known.compareTo(rate.get()) == 0)) {
      fields.refuse("rate", "not_one_of", "0.16, 0.08, 0");
    }
    return new Tax.Iva(rate.get());
  }

  static List<Withholding> withholdings(Fields fields) {
    var read = fields.objects("withholdings").max(2).each(TaxReader::withholding).orElse(List.of());
    if (read.stream().map(Withholding::kind).distinct().count() != read.size()) {
      fields.refuse("withholdings", "repeated");
    }
    return read;
  }

  private static Withholding withholding(Fields fields) {
    var kind = fields.choice("type", Withholding.Kind.class).required();
    var most = kind == Withholding.Kind.ISR ? MOST_ISR : MOST_IVA;
    return new Withholding(kind, fields.decimal("rate").above("0").atMost(most).required());
  }

  static JsonObject json(Tax tax) {
    return switch (tax) {
      case Tax.Iva(var rate) ->
          new JsonObject().text("type", "iva").decimal("rate", rate).bool("exempt", false);
      case Tax.IvaExempt() -> new JsonObject().text("type", "iva").bool("exempt", true);
    };
  }

  static JsonObject json(Withholding withholding) {
    return new JsonObject()
        .text("type", withholding.kind() == Withholding.Kind.ISR ? "isr" : "iva")
        .decimal("rate", withholding.rate());
  }
}
