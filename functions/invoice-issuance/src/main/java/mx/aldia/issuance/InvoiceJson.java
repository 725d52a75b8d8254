package mx.aldia.issuance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.CancellationObject;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Language;
import mx.aldia.edge.TaxFindingJson;
import mx.aldia.edge.WarningJson;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.LadderState;
import mx.aldia.table.Links;

/** An invoice as callers see it: every invoice has every member, {@code null} where it has none. */
final class InvoiceJson {
  private final Links links;
  private final WeighWithholdings weighing;

  InvoiceJson(Links links, WeighWithholdings weighing) {
    this.links = links;
    this.weighing = weighing;
  }

  /**
   * An invoice today.
   *
   * @param document for SAT, if it has one
   * @param today in the tenant's zone
   */
  JsonObject of(
      Tenant tenant,
      InvoiceRecord record,
      Optional<TaxDocument> document,
      LocalDate today,
      Language language) {
    var invoice = record.invoice();
    var terms = record.terms();
    var totals = terms.totals();
    var zero = Money.zero(terms.currency());
    var issued =
        invoice instanceof Invoice.Issued it ? Optional.of(it) : Optional.<Invoice.Issued>empty();
    var page = issued.map(it -> links.page(it.id(), it.bill().linkGeneration()));
    var ladder = record.ladder();
    return new JsonObject()
        .text("id", invoice.id().value())
        .text("number", issued.map(it -> it.bill().number()))
        .text("state", invoice.state())
        .text("customer", terms.customer().value())
        .text("currency", terms.currency().getCurrencyCode())
        .money("subtotal", totals.subtotal())
        .money("discount_total", totals.discountTotal())
        .money("tax_total", totals.taxTotal())
        .money("withheld_total", totals.withheldTotal())
        .money("total", totals.total())
        .money("amount_paid", issued.map(Invoice.Issued::paid).orElse(zero))
        .money("amount_credited", issued.map(Invoice.Issued::credited).orElse(zero))
        .money("interest_due", zero)
        .money("amount_due", issued.map(Invoice.Issued::amountDue).orElse(totals.total()))
        .date("issue_date", issued.map(it -> it.bill().issuedOn()))
        .date("due_date", issued.map(it -> it.bill().dueOn()).or(() -> dueDate(terms)))
        .integer("days_until_due", daysUntilDue(terms))
        .integer("days_overdue", overdue(invoice, today))
        .text("series", terms.series())
        .text("po_number", terms.poNumber())
        .text("payment_method", terms.paymentMethod())
        .text("payment_form", terms.paymentForm())
        .decimal("exchange_rate", terms.exchangeRate())
        .text("cfdi_timing", timing(terms))
        .text("reminder_policy", policy(record))
        .money("minimum_payment", terms.minimumPayment())
        .bool("send", terms.send())
        .instant("receipt_confirmed_at", issued.flatMap(Invoice.Issued::receiptConfirmedAt))
        .text("hosted_invoice_url", page)
        .text("pdf_url", page.map(url -> url + "/pdf"))
        .text("xml_url", page.filter(_ -> isStamped(document)).map(url -> url + "/xml"))
        .text("replaces", record.replaces().map(InvoiceId::value))
        .text("replaced_by", record.replacedBy().map(InvoiceId::value))
        .object("tax_document", taxDocument(document, soon(tenant, invoice), language))
        .objects("lines", terms.lines(), InvoiceJson::line)
        .objects("warnings", weighing.of(tenant, record), it -> warning(it, language))
        .instant(
            "next_reminder_at",
            isCancelling(document) ? Optional.empty() : ladder.flatMap(InvoiceJson::next))
        .text(
            "collection_state",
            isCancelling(document) ? "paused" : ladder.map(InvoiceJson::state).orElse("none"))
        .text("external_id", terms.externalId())
        .map("metadata", terms.metadata())
        .instant("created_at", invoice.createdAt())
        .integer("version", invoice.version());
  }

  /** What a request that makes this very draft would say. */
  static JsonObject said(Terms terms) {
    var said =
        new JsonObject()
            .text("customer", terms.customer().value())
            .text("currency", terms.currency().getCurrencyCode());
    if (!terms.lines().isEmpty()) {
      said.objects("lines", terms.lines(), InvoiceJson::saidLine);
    }
    return said.date("due_date", dueDate(terms))
        .integer("days_until_due", daysUntilDue(terms))
        .text("series", terms.series())
        .text("po_number", terms.poNumber())
        .text("payment_method", terms.paymentMethod())
        .text("payment_form", terms.paymentForm())
        .decimal("exchange_rate", terms.exchangeRate())
        .text("cfdi_timing", timing(terms))
        .text("reminder_policy", terms.policy().map(PolicyId::value))
        .money("minimum_payment", terms.minimumPayment())
        .bool("send", terms.send())
        .text("external_id", terms.externalId())
        .map("metadata", terms.metadata());
  }

  private static JsonObject warning(WeighWithholdings.Unusual unusual, Language language) {
    return WarningJson.of(unusual.warning(), language)
        .objects("usual", unusual.usual(), TaxReader::json);
  }

  static JsonObject line(Line line) {
    return saidLine(line)
        .money("amount", line.amount())
        .money("tax_amount", line.taxTotal())
        .money("withheld_amount", line.withheldTotal());
  }

  private static JsonObject saidLine(Line line) {
    return new JsonObject()
        .text("product", line.product().map(ProductId::value))
        .text("description", line.description())
        .decimal("quantity", line.quantity())
        .decimal("unit_price", line.unitPrice())
        .money("discount", line.discount())
        .objects("taxes", line.taxes(), TaxReader::json)
        .objects("withholdings", line.withholdings(), TaxReader::json)
        .text("sat_product_key", line.satProductKey())
        .text("sat_unit_key", line.satUnitKey());
  }

  private static boolean isCancelling(Optional<TaxDocument> document) {
    return document.filter(TaxDocument.Cancelling.class::isInstance).isPresent();
  }

  private static boolean isStamped(Optional<TaxDocument> document) {
    return document.flatMap(TaxDocument::uuid).isPresent();
  }

  /**
   * A document as it stands.
   *
   * @param soon its status until the function that stamps has asked for it
   */
  static JsonObject taxDocument(Optional<TaxDocument> document, String soon, Language language) {
    return new JsonObject()
        .text("id", document.map(it -> it.id().value()))
        .text("status", document.map(TaxDocument::status).orElse(soon))
        .text("uuid", document.flatMap(TaxDocument::uuid))
        .objects(
            "findings",
            document.map(TaxDocument::findings).orElse(List.of()),
            finding -> TaxFindingJson.of(finding, language))
        .object(
            "cancellation",
            document.flatMap(TaxDocument::cancellation).map(CancellationObject::of));
  }

  /** Its status until the function that stamps has asked for it. */
  static String soon(Tenant tenant, Invoice invoice) {
    if (invoice instanceof Invoice.Issued issued
        && tenant.cfdi() != Tenant.Cfdi.OFF
        && !issued.bill().stampedWhenPaid()) {
      return issued.bill().fiscal() ? "pending" : "needs_data";
    }
    return "not_requested";
  }

  private static Optional<String> timing(Terms terms) {
    return terms.cfdiTiming().map(it -> it.name().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> policy(InvoiceRecord record) {
    return record
        .ladder()
        .map(it -> it.policy().value())
        .or(() -> record.terms().policy().map(PolicyId::value));
  }

  private static Optional<Instant> next(LadderEntry ladder) {
    return ladder.state() == LadderState.SCHEDULED ? ladder.at() : Optional.empty();
  }

  private static String state(LadderEntry ladder) {
    return ladder.state().name().toLowerCase(Locale.ROOT);
  }

  private static Optional<LocalDate> dueDate(Terms terms) {
    return terms
        .due()
        .flatMap(due -> due instanceof DueRule.On(var date) ? Optional.of(date) : Optional.empty());
  }

  private static Optional<Integer> daysUntilDue(Terms terms) {
    return terms
        .due()
        .flatMap(
            due ->
                due instanceof DueRule.DaysAfterIssue(var days)
                    ? Optional.of(days)
                    : Optional.empty());
  }

  private static long overdue(Invoice invoice, LocalDate today) {
    return invoice instanceof Invoice.Open open ? Math.max(0, open.daysOverdue(today)) : 0;
  }
}
