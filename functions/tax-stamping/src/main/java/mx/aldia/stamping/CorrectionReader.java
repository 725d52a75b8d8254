package mx.aldia.stamping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.edge.Fields;

/**
 * What a caller corrects of an invoice that is not stamped yet; never an amount, nor a currency.
 */
final class CorrectionReader {
  private CorrectionReader() {}

  /** What the invoice says from now on. */
  record Read(Terms terms, Parties.Party buyer) {}

  static Read read(Fields fields, Terms was, Parties.Party buyer) {
    var receiver = receiver(fields, buyer);
    var method = fields.choice("payment_method", List.of("PUE", "PPD")).optional();
    var form = fields.choice("payment_form", TaxWords.PAYMENT_FORMS).optional();
    var lines = lines(fields, was.lines());
    return new Read(
        new Terms(
            was.customer(),
            was.currency(),
            lines,
            was.due(),
            was.series(),
            was.poNumber(),
            method.or(was::paymentMethod),
            form.or(was::paymentForm),
            was.exchangeRate(),
            was.cfdiTiming(),
            was.policy(),
            was.minimumPayment(),
            was.send(),
            was.externalId(),
            was.metadata()),
        receiver);
  }

  private static Parties.Party receiver(Fields fields, Parties.Party was) {
    var use = fields.choice("cfdi_use", TaxWords.USES).optional().or(was::cfdiUse);
    var given = fields.object("receiver").optional();
    if (given.isEmpty()) {
      return with(was, was, use);
    }
    var receiver = given.get();
    var now =
        new Parties.Party(
            was.name(),
            receiver.text("legal_name").max(300).optional().or(was::legalName),
            receiver
                .text("rfc")
                .max(13)
                .matching(TaxWords.RFC, "not_an_rfc")
                .optional()
                .or(was::rfc),
            receiver.choice("tax_regime", TaxWords.REGIMES).optional().or(was::taxRegime),
            receiver
                .text("postal_code")
                .matching(TaxWords.POSTAL_CODE, "not_a_postal_code")
                .optional()
                .or(was::postalCode),
            was.cfdiUse(),
            receiver.text("country").max(3).optional().or(was::country),
            receiver.text("tax_id").max(40).optional().or(was::taxId));
    return with(was, now, use);
  }

  private static Parties.Party with(
      Parties.Party was, Parties.Party now, Optional<String> cfdiUse) {
    return new Parties.Party(
        was.name(),
        now.legalName(),
        now.rfc(),
        now.taxRegime(),
        now.postalCode(),
        cfdiUse,
        now.country(),
        now.taxId());
  }

  private static List<Line> lines(Fields fields, List<Line> was) {
    var lines = new ArrayList<>(was);
    fields
        .objects("lines")
        .max(Math.max(1, was.size()))
        .each(
            line -> {
              int index = (int) (long) line.integer("index", 0, was.size() - 1L).required();
              var product =
                  line.text("sat_product_key")
                      .matching(TaxWords.PRODUCT_KEY, "not_a_product_key")
                      .optional();
              var unit =
                  line.text("sat_unit_key")
                      .matching(TaxWords.UNIT_KEY, "not_a_unit_key")
                      .optional();
              lines.set(index, with(lines.get(index), product, unit));
              return index;
            })
        .optional();
    return lines;
  }

  private static Line with(Line line, Optional<String> product, Optional<String> unit) {
    return new Line(
        line.product(),
        line.description(),
        line.quantity(),
        line.unitPrice(),
        line.discount(),
        line.taxes(),
        line.withholdings(),
        product.or(line::satProductKey),
        unit.or(line::satUnitKey));
  }
}
