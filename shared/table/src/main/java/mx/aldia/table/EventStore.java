package mx.aldia.table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;

/** What happened, as everybody may read it; internal events are left out. */
public final class EventStore {
  private final Table table;

  public EventStore(Table table) {
    this.table = table;
  }

  /**
   * An event as it was told.
   *
   * @param data JSON
   */
  public record Told(
      String id, String type, long schema, String subject, Instant at, String data) {}

  /** All that happened to an invoice, oldest first. */
  public List<Told> of(InvoiceId invoice) {
    return history(Keys.partition(invoice));
  }

  /** All that happened to a customer itself, oldest first. */
  public List<Told> of(CustomerId customer) {
    return history(Keys.partition(customer));
  }

  private List<Told> history(String partition) {
    return table
        .query(partition, Keys.EVENT)
        .filter(row -> !row.flag("internal"))
        .map(EventStore::told)
        .sorted(Comparator.comparing(Told::at).thenComparing(Told::id))
        .toList();
  }

  /** A tenant's events, oldest first. */
  public Listed<Told> list(
      TenantTime time,
      Instant beginning,
      Predicate<Told> wanted,
      Optional<String> after,
      int limit) {
    return Listed.of(
        Months.entries(table, time, "EVENT", beginning, after),
        limit,
        table::getAll,
        row -> Optional.of(told(row)).filter(wanted));
  }

  private static Told told(Row row) {
    return new Told(
        row.text("id"),
        row.text("type"),
        row.number("schema"),
        row.text("subject"),
        row.instant("at"),
        row.text("data"));
  }
}
