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
   * @param at on the tenant's clock
   * @param written on the wall's: the order of what happened while a sandbox's clock stood still
   * @param data JSON
   */
  public record Told(
      String id,
      String type,
      long schema,
      String subject,
      Instant at,
      Instant written,
      String data) {
    /** As it happened, oldest first. */
    public static final Comparator<Told> ORDER =
        Comparator.comparing(Told::at).thenComparing(Told::written).thenComparing(Told::id);
  }

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
        .sorted(Told.ORDER)
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
        row.instant("written"),
        row.text("data"));
  }
}
