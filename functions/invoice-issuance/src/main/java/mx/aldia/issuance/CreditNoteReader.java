package mx.aldia.issuance;

import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.invoice.Totals;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.domain.problem.Fault;
import mx.aldia.edge.Fields;
import mx.aldia.table.InvoiceRecord;

/**
 * What is to be taken off an invoice, by amount or by the invoice's own lines, every fault at once;
 * also those that only the invoice knows.
 */
final class CreditNoteReader {
  private static final int MOST_LINES = 300;

  private CreditNoteReader() {}

  /**
   * What a caller wants.
   *
   * @param lines those that are credited; empty where it is by amount
   * @param amount taxes included
   */
  record Wanted(
      CreditNote.Kind kind,
      String reason,
      List<Line> lines,
      Money amount,
      Optional<String> refundForm) {
    Wanted {
      lines = List.copyOf(lines);
    }

    /**
     * What the invoice as it stands now has against it.
     *
     * @param applied of an advance, what other invoices have taken of it
     */
    List<Fault> faults(Invoice.Issued invoice, Money applied) {
      var faults = new ArrayList<Fault>();
      var most = Crediting.most(invoice).minus(applied);
      if (amount.compareTo(most) > 0) {
        faults.add(
            Fault.at(lines.isEmpty() ? "/amount" : "/lines", "above_what_can_be_credited", most));
      } else if (refundForm.isPresent() && !Crediting.returned(invoice, amount).isPositive()) {
        faults.add(Fault.at("/refund_form", "nothing_goes_back"));
      }
      return faults;
    }
  }

  /** To be used only where the fields had no fault. */
  static Wanted read(Fields fields, InvoiceRecord record) {
    var terms = record.terms();
    var minor = fields.minor("amount").atLeast(1).optional();
    var lines = lines(fields, terms);
    boolean byAmount = says(fields, "amount");
    boolean byLines = says(fields, "lines");
    if (byAmount && byLines) {
      fields.refuse("lines", "either_amount_or_lines");
    } else if (!byAmount && !byLines) {
      fields.refuse("amount", "amount_or_lines");
    }
    boolean sound = fields.valid();
    var wanted =
        new Wanted(
            CreditNote.Kind.of(fields.choice("kind", CreditNote.Kind.GIVEN).required()),
            fields.text("reason").max(300).required(),
            lines,
            minor
                .map(it -> new Money(it, terms.currency()))
                .orElseGet(() -> Totals.of(terms.currency(), lines).total()),
            fields.choice("refund_form", PaymentForm.RECEIVED).optional());
    if (sound && !wanted.amount().isPositive()) {
      fields.refuse("lines", "total_not_positive");
    } else if (sound && record.invoice() instanceof Invoice.Issued invoice) {
      var nothing = Money.zero(terms.currency());
      wanted
          .faults(invoice, nothing)
          .forEach(it -> fields.refuse(name(it), it.code(), it.args().toArray()));
    }
    return wanted;
  }

  private static boolean says(Fields fields, String name) {
    var said = fields.tree(name);
    return !said.isMissingNode() && !said.isNull();
  }

  private static String name(Fault fault) {
    return fault.pointer().substring(1);
  }

  private static List<Line> lines(Fields fields, Terms terms) {
    var seen = new HashSet<Long>();
    return fields
        .objects("lines")
        .min(1)
        .max(MOST_LINES)
        .<Line>each(
            line -> {
              long index = line.integer("index", 0, terms.lines().size() - 1L).required();
              if (line.valid("index") && !seen.add(index)) {
                line.refuse("index", "repeated");
              }
              return credited(line, terms.lines().get((int) index));
            })
        .orElse(List.of());
  }

  /**
   * So much of a line, at its price or at what was charged too much; its discount in proportion.
   */
  private static Line credited(Fields fields, Line sold) {
    var quantity =
        fields
            .decimal("quantity")
            .above("0")
            .atMost(sold.quantity().toPlainString())
            .orElse(sold.quantity());
    var price =
        fields.decimal("unit_price").above("0").atMost(sold.unitPrice().toPlainString()).optional();
    var share = sold.discount().major().multiply(quantity);
    var discount =
        price.isPresent()
            ? Money.zero(sold.currency())
            : Money.of(share.divide(sold.quantity(), MathContext.DECIMAL128), sold.currency());
    return new Line(
        sold.product(),
        sold.description(),
        quantity,
        price.orElse(sold.unitPrice()),
        discount,
        sold.taxes(),
        sold.withholdings(),
        sold.satProductKey(),
        sold.satUnitKey());
  }
}
