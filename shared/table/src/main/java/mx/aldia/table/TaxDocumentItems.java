package mx.aldia.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.GlobalPeriod;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;
import mx.aldia.domain.tenant.TenantId;

/** How a document for SAT lies in the table; its head is its own due entry. */
final class TaxDocumentItems {
  private TaxDocumentItems() {}

  static Item head(TaxDocument document) {
    var about = document.about();
    var id = about.id();
    var key = Keys.taxDocument(id);
    var invoices = Json.array();
    about
        .invoices()
        .forEach(
            named ->
                invoices
                    .addObject()
                    .put("invoice", named.invoice().value())
                    .put("number", named.number())
                    .put("customer", about.customerOf(named).value()));
    var item =
        Item.at(key)
            .text("tenant", id.tenant().value())
            .text("id", id.value())
            .text("type", about.type().name())
            .text("customer", about.customer().value())
            .text("invoices", Json.write(invoices))
            .text("payment", about.payment().map(PaymentId::value))
            .text("replaces", about.replaces().map(TaxDocumentId::value))
            .text("globalEvery", period(about).map(it -> it.every().name()))
            .text("globalFrom", period(about).map(it -> it.from().toString()))
            .text("receivedOn", about.receivedOn().map(LocalDate::toString))
            .instant("since", about.since())
            .flag("movable", about.movable())
            .text("state", state(document))
            .instant("at", document.wakes())
            .number("version", document.version())
            .inMonth(
                Keys.month(id.tenant(), "TAX", Stamp.month(about.since())),
                Stamp.of(about.since()) + "#" + id.value());
    if (!document.findings().isEmpty()) {
      item.text("findings", Json.write(findings(document.findings())));
    }
    switch (document) {
      case TaxDocument.Sealed sealed ->
          item.bytes("sealed", Gzip.pack(sealed.bytes()))
              .instant("sealedAt", sealed.sealedAt())
              .number("tries", sealed.tries())
              .number("warnings", sealed.warnings());
      case TaxDocument.Stamped stamped -> item.instant("stampedAt", stamped.stampedAt());
      case TaxDocument.Cancelling cancelling -> item.instant("stampedAt", cancelling.stampedAt());
      case TaxDocument.Cancelled cancelled -> item.instant("stampedAt", cancelled.stampedAt());
      case TaxDocument.NeedsData lacking -> item.flag("awaited", lacking.awaited());
      case TaxDocument.InGlobal sold -> item.text("global", sold.global().value());
      case TaxDocument.Requested _, TaxDocument.Rejected _, TaxDocument.Withdrawn _ -> {}
    }
    item.text("uuid", document.uuid())
        .text("cancellation", document.cancellation().map(CancellationJson::write));
    return DueIndex.due(item, key, about.movable(), document.wakes());
  }

  private static Optional<GlobalPeriod> period(TaxDocument.About about) {
    return about.global().map(TaxDocument.Global::period);
  }

  private static TaxDocument.Global global(TenantId tenant, Row row, String every) {
    return new TaxDocument.Global(
        GlobalPeriod.of(GlobalPeriod.Every.valueOf(every), row.date("globalFrom")),
        Json.stream(
                Json.read(row.text("invoices")),
                node -> new CustomerId(tenant, node.get("customer").textValue()))
            .toList());
  }

  private static String state(TaxDocument document) {
    return switch (document) {
      case TaxDocument.Requested _ -> "requested";
      case TaxDocument.NeedsData _ -> "needs_data";
      case TaxDocument.Sealed _ -> "sealed";
      case TaxDocument.Rejected _ -> "rejected";
      case TaxDocument.Stamped _ -> "stamped";
      case TaxDocument.Cancelling _ -> "cancelling";
      case TaxDocument.Cancelled _ -> "cancelled";
      case TaxDocument.Withdrawn _ -> "withdrawn";
      case TaxDocument.InGlobal _ -> "in_global";
    };
  }

  static TaxDocument document(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    var about =
        new TaxDocument.About(
            new TaxDocumentId(tenant, row.text("id")),
            TaxDocument.Type.valueOf(row.text("type")),
            new CustomerId(tenant, row.text("customer")),
            Json.stream(
                    Json.read(row.text("invoices")),
                    node ->
                        new TaxDocument.Named(
                            new InvoiceId(tenant, node.get("invoice").textValue()),
                            node.get("number").textValue()))
                .toList(),
            row.maybeText("payment").map(id -> new PaymentId(tenant, id)),
            row.maybeText("globalEvery").map(every -> global(tenant, row, every)),
            row.instant("since"),
            row.flag("movable"),
            row.maybeText("replaces").map(id -> new TaxDocumentId(tenant, id)),
            row.maybeText("receivedOn").map(LocalDate::parse));
    var version = row.number("version");
    return switch (row.text("state")) {
      case "requested" -> new TaxDocument.Requested(about, wakes(row), version);
      case "in_global" ->
          new TaxDocument.InGlobal(about, new TaxDocumentId(tenant, row.text("global")), version);
      case "withdrawn" -> new TaxDocument.Withdrawn(about, version);
      case "needs_data" ->
          new TaxDocument.NeedsData(about, findings(row), row.flag("awaited"), version);
      case "rejected" -> new TaxDocument.Rejected(about, findings(row), version);
      case "sealed" ->
          new TaxDocument.Sealed(
              about,
              Gzip.unpack(row.bytes("sealed")),
              row.instant("sealedAt"),
              (int) row.number("tries"),
              (int) row.number("warnings"),
              wakes(row),
              version);
      case "stamped" ->
          new TaxDocument.Stamped(
              about, row.text("uuid"), row.instant("stampedAt"), cancellation(row), version);
      case "cancelling" ->
          new TaxDocument.Cancelling(
              about,
              row.text("uuid"),
              row.instant("stampedAt"),
              cancellation(row).orElseThrow(),
              wakes(row),
              version);
      case "cancelled" ->
          new TaxDocument.Cancelled(
              about,
              row.text("uuid"),
              row.instant("stampedAt"),
              (Cancellation.Cancelled) cancellation(row).orElseThrow(),
              version);
      default -> throw new IllegalStateException("a document that is " + row.text("state"));
    };
  }

  private static Optional<Cancellation> cancellation(Row row) {
    return row.maybeText("cancellation").map(json -> CancellationJson.read(row.text("uuid"), json));
  }

  private static Instant wakes(Row row) {
    return row.instant("at");
  }

  static ArrayNode findings(List<TaxFinding> findings) {
    var array = Json.array();
    for (var finding : findings) {
      var node = array.addObject().put("code", finding.code());
      Json.put(node, "field", finding.field());
      Json.put(node, "seen", finding.seen());
      Json.put(node, "expected", finding.expected());
      node.put("detail", finding.spanish());
      node.put("detail_en", finding.english());
    }
    return array;
  }

  static List<TaxFinding> findings(Row row) {
    return row.maybeText("findings")
        .map(
            json ->
                Json.stream(
                        Json.read(json),
                        node ->
                            new TaxFinding(
                                node.get("code").textValue(),
                                Json.text(node, "field"),
                                Json.text(node, "seen"),
                                Json.text(node, "expected"),
                                node.get("detail").textValue(),
                                node.get("detail_en").textValue()))
                    .toList())
        .orElse(List.of());
  }
}
