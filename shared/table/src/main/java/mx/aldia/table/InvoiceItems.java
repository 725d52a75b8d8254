package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Bill;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tenant.TenantId;

/** How an invoice lies in the table: a small head that changes, a document that does not. */
final class InvoiceItems {
  private InvoiceItems() {}

  static Item head(Invoice invoice) {
    var id = invoice.id();
    var item =
        Item.at(Keys.invoice(id))
            .text("tenant", id.tenant().value())
            .text("id", id.value())
            .text("state", invoice.state())
            .instant("createdAt", invoice.createdAt())
            .number("version", invoice.version());
    var place = Stamp.of(invoice.createdAt()) + "#" + id.value();
    item.inMonth(Keys.month(id.tenant(), "INVOICE", Stamp.month(invoice.createdAt())), place);
    switch (invoice) {
      case Invoice.Draft draft -> owned(item, draft.terms().customer(), place);
      case Invoice.Issued issued -> issued(owned(item, issued.bill().customer(), place), issued);
    }
    return item;
  }

  private static Item owned(Item item, CustomerId customer, String place) {
    return item.text("customer", customer.value()).ownedBy(Keys.partition(customer), "I#" + place);
  }

  private static void issued(Item item, Invoice.Issued issued) {
    var bill = issued.bill();
    item.text("number", bill.number())
        .text("currency", bill.total().currency().getCurrencyCode())
        .number("total", bill.total().minor())
        .number("paid", issued.paid().minor())
        .number("credited", issued.credited().minor())
        .date("issuedOn", bill.issuedOn())
        .date("dueOn", bill.dueOn())
        .flag("send", bill.send())
        .flag("fiscal", bill.fiscal())
        .flag("stampedWhenPaid", bill.stampedWhenPaid())
        .number("links", bill.linkGeneration())
        .instant("receiptAt", issued.receiptConfirmedAt());
    bill.minimumPayment().ifPresent(minimum -> item.number("minimum", minimum.minor()));
    switch (issued) {
      case Invoice.Open open -> item.flag("paused", open.remindersPaused());
      case Invoice.Paid paid -> item.instant("endedAt", paid.paidAt());
      case Invoice.Voided voided -> item.instant("endedAt", voided.voidedAt());
      case Invoice.Uncollectible _ -> {}
    }
  }

  static Invoice invoice(Row head, Terms terms) {
    var tenant = new TenantId(head.text("tenant"));
    var id = new InvoiceId(tenant, head.text("id"));
    var createdAt = head.instant("createdAt");
    var version = head.number("version");
    if (head.text("state").equals("draft")) {
      return new Invoice.Draft(id, terms, createdAt, version);
    }
    return issued(head);
  }

  static Invoice.Issued issued(Row head) {
    var tenant = new TenantId(head.text("tenant"));
    var id = new InvoiceId(tenant, head.text("id"));
    var createdAt = head.instant("createdAt");
    var version = head.number("version");
    var currency = Currency.getInstance(head.text("currency"));
    var bill =
        new Bill(
            head.text("number"),
            new CustomerId(tenant, head.text("customer")),
            new Money(head.number("total"), currency),
            head.date("issuedOn"),
            head.date("dueOn"),
            head.maybeNumber("minimum").map(minor -> new Money(minor, currency)),
            head.flag("send"),
            (int) head.number("links"),
            head.flag("fiscal"),
            head.flag("stampedWhenPaid"));
    var paid = new Money(head.number("paid"), currency);
    var credited = new Money(head.number("credited"), currency);
    var receipt = head.maybeInstant("receiptAt");
    return switch (head.text("state")) {
      case "open" ->
          new Invoice.Open(
              id, bill, paid, credited, receipt, head.flag("paused"), createdAt, version);
      case "paid" ->
          new Invoice.Paid(
              id, bill, paid, credited, receipt, head.instant("endedAt"), createdAt, version);
      case "void" ->
          new Invoice.Voided(
              id, bill, paid, credited, receipt, head.instant("endedAt"), createdAt, version);
      case "uncollectible" ->
          new Invoice.Uncollectible(id, bill, paid, credited, receipt, createdAt, version);
      default -> throw new IllegalStateException("an invoice that is " + head.text("state"));
    };
  }

  static Item document(InvoiceId id, Terms terms, Optional<Parties> parties, long version) {
    return document(id, terms, parties, Optional.empty(), Optional.empty(), version);
  }

  static Item document(
      InvoiceId id,
      Terms terms,
      Optional<Parties> parties,
      Optional<InvoiceId> replaces,
      Optional<InvoiceId> replacedBy,
      long version) {
    var node = TermsJson.write(terms);
    Json.put(node, "replaces", replaces.map(InvoiceId::value));
    Json.put(node, "replaced_by", replacedBy.map(InvoiceId::value));
    parties.ifPresent(
        both -> {
          node.set("seller", party(both.seller()));
          node.set("buyer", party(both.buyer()));
        });
    return Item.at(Keys.document(id)).text("json", Json.write(node)).number("version", version);
  }

  static Optional<Parties> parties(JsonNode document) {
    return document.has("seller")
        ? Optional.of(new Parties(party(document.get("seller")), party(document.get("buyer"))))
        : Optional.empty();
  }

  private static ObjectNode party(Parties.Party party) {
    var node = Json.object().put("name", party.name());
    Json.put(node, "legal_name", party.legalName());
    Json.put(node, "rfc", party.rfc());
    Json.put(node, "tax_regime", party.taxRegime());
    Json.put(node, "postal_code", party.postalCode());
    Json.put(node, "cfdi_use", party.cfdiUse());
    Json.put(node, "country", party.country());
    Json.put(node, "tax_id", party.taxId());
    return node;
  }

  private static Parties.Party party(JsonNode node) {
    return new Parties.Party(
        node.get("name").textValue(),
        Json.text(node, "legal_name"),
        Json.text(node, "rfc"),
        Json.text(node, "tax_regime"),
        Json.text(node, "postal_code"),
        Json.text(node, "cfdi_use"),
        Json.text(node, "country"),
        Json.text(node, "tax_id"));
  }

  static Item ledger(InvoiceId id, LedgerEntry entry) {
    return Item.at(Keys.ledger(id, entry.sequence()))
        .number("sequence", entry.sequence())
        .text("kind", entry.kind().name())
        .number("amount", entry.amount().minor())
        .text("currency", entry.amount().currency().getCurrencyCode())
        .date("valueOn", entry.valueOn())
        .instant("at", entry.at())
        .text("reference", entry.reference());
  }

  static LedgerEntry ledger(Row row) {
    return new LedgerEntry(
        row.number("sequence"),
        LedgerEntry.Kind.valueOf(row.text("kind")),
        new Money(row.number("amount"), Currency.getInstance(row.text("currency"))),
        row.date("valueOn"),
        row.instant("at"),
        row.text("reference"));
  }

  static Item ladder(LadderEntry ladder) {
    var key = Keys.ladder(ladder.invoice());
    var done = ladder.progress();
    var item =
        Item.at(key)
            .text("tenant", ladder.invoice().tenant().value())
            .text("invoice", ladder.invoice().value())
            .text("state", ladder.state().name())
            .text("policy", ladder.policy().value())
            .number("step", ladder.step())
            .number("offset", ladder.offsetDays())
            .number("attempt", ladder.attempt())
            .number("generation", ladder.generation())
            .text("reached", done.reached().name())
            .text("lastOn", done.lastOn().map(LocalDate::toString))
            .number("delayDays", done.delayDays())
            .instant("at", ladder.at())
            .text("message", ladder.message().map(MessageId::value))
            .instant("leaseUntil", ladder.leaseUntil())
            .flag("movable", ladder.movable())
            .number("version", ladder.version());
    done.lastOffset().ifPresent(offset -> item.number("lastOffset", offset));
    // While it is sent it stays due: the sweep asks for it again until its sender has said what
    // came
    // of it, and so a dead one holds nothing up longer than its lease.
    return DueIndex.due(item, key, ladder.movable(), ladder.at());
  }

  static LadderEntry ladder(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    return new LadderEntry(
        new InvoiceId(tenant, row.text("invoice")),
        LadderState.valueOf(row.text("state")),
        new PolicyId(tenant, row.text("policy")),
        (int) row.number("step"),
        (int) row.number("offset"),
        (int) row.number("attempt"),
        (int) row.number("generation"),
        new Progress(
            row.maybeNumber("lastOffset").map(Long::intValue),
            Tone.valueOf(row.text("reached")),
            row.maybeText("lastOn").map(LocalDate::parse),
            (int) row.number("delayDays")),
        row.maybeInstant("at"),
        row.maybeText("message").map(id -> new MessageId(tenant, id)),
        row.maybeInstant("leaseUntil"),
        row.flag("movable"),
        row.number("version"));
  }
}
