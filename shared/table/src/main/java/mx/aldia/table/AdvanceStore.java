package mx.aldia.table;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Advances; each lies at its invoice. What is applied of one is a sum with a bound, so invoices
 * that take of it at the same moment hinder each other only where there is not enough for all.
 */
public final class AdvanceStore {
  private static final String NO_MORE = "#applied <= :most";

  private final Table table;

  public AdvanceStore(Table table) {
    this.table = table;
  }

  /** What an invoice has of an advance, by a credit note that counts. */
  public record Application(CreditNoteId note, InvoiceId invoice, Money amount) {}

  public Optional<Advance> find(AdvanceId id) {
    return table.get(Keys.advance(id)).map(AdvanceStore::advance);
  }

  /** Which invoices have what of it, oldest first. */
  public List<Application> applications(Advance advance) {
    var id = advance.id();
    return table
        .query(Keys.partition(id.invoice()), Keys.APPLIED)
        .map(
            row ->
                new Application(
                    new CreditNoteId(id.tenant(), row.text("note")),
                    new InvoiceId(id.tenant(), row.text("invoice")),
                    new Money(row.number("amount"), advance.amount().currency())))
        .toList();
  }

  /** A tenant's, oldest first. */
  public Listed<Advance> list(
      TenantTime time, Instant beginning, Optional<String> after, int limit) {
    return Listed.of(
        Months.entries(table, time, "ADVANCE", beginning, after),
        limit,
        table::getAll,
        row -> Optional.of(advance(row)));
  }

  /** A customer's, oldest first. */
  public Listed<Advance> ofCustomer(CustomerId customer, Optional<String> after, int limit) {
    return Listed.of(
        table.index(
            "byOwner",
            Keys.partition(customer),
            Optional.of(after.orElse("ADVANCE#")),
            Optional.of("ADVANCE#~")),
        limit,
        table::getAll,
        row -> Optional.of(advance(row)));
  }

  static void insert(Transaction transaction, Advance advance) {
    transaction.insert("advance", item(advance));
  }

  /**
   * Takes of an advance what a note says; fails where that is not there.
   *
   * @param credited of its own invoice, still as it was read
   */
  static void apply(Transaction transaction, Advance advance, Money credited, CreditNote note) {
    var amount = note.amount();
    var left = advance.amount().minus(credited).minus(amount);
    transaction
        .update(
            "advance",
            Keys.advance(advance.id()),
            new Transaction.Updating()
                .add("applied", amount.minor())
                .value("most", left.minor())
                .when(NO_MORE))
        .insert(
            "applied",
            Item.at(Keys.applied(advance.id(), note.id()))
                .text("note", note.id().value())
                .text("invoice", note.invoice().value())
                .number("amount", amount.minor()));
  }

  /** The note counts no longer, and what it took is there again. */
  static void giveBack(Transaction transaction, AdvanceId id, CreditNote note) {
    transaction
        .update(
            "advance",
            Keys.advance(id),
            new Transaction.Updating().add("applied", -note.amount().minor()))
        .remove("applied", Keys.applied(id, note.id()));
  }

  /**
   * Requires that what is applied of an advance is not what its own invoice is credited with.
   *
   * @param credited of its own invoice, from now on
   */
  static void keep(Transaction transaction, Advance advance, Money credited) {
    transaction.require(
        "advance",
        Keys.advance(advance.id()),
        NO_MORE,
        Map.of("#applied", "applied"),
        Map.of(
            ":most",
            AttributeValue.fromN(Long.toString(advance.amount().minus(credited).minor()))));
  }

  private static Item item(Advance advance) {
    var id = advance.id();
    var place = Stamp.of(advance.createdAt()) + "#" + id.value();
    return Item.at(Keys.advance(id))
        .text("tenant", id.tenant().value())
        .text("id", id.value())
        .text("customer", advance.customer().value())
        .text("number", advance.number())
        .text("payment", advance.payment().value())
        .number("amount", advance.amount().minor())
        .number("applied", advance.applied().minor())
        .text("currency", advance.amount().currency().getCurrencyCode())
        .instant("createdAt", advance.createdAt())
        .ownedBy(Keys.partition(advance.customer()), "ADVANCE#" + place)
        .inMonth(Keys.month(id.tenant(), "ADVANCE", Stamp.month(advance.createdAt())), place);
  }

  private static Advance advance(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    var currency = Currency.getInstance(row.text("currency"));
    return new Advance(
        new AdvanceId(tenant, row.text("id")),
        new CustomerId(tenant, row.text("customer")),
        row.text("number"),
        new PaymentId(tenant, row.text("payment")),
        new Money(row.number("amount"), currency),
        new Money(row.number("applied"), currency),
        row.instant("createdAt"));
  }
}
