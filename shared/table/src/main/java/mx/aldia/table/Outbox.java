package mx.aldia.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.event.Event;

/**
 * Events are written in the transaction of the fact they tell, and only there; the stream carries
 * them on. An id follows from the carrier and its sequence, so a replay makes no second one.
 */
final class Outbox {
  /**
   * How many queues each type is delivered to. The sandbox clock waits until all of them are done;
   * a test holds this equal to the rules in template.yaml.
   */
  static final Map<String, Integer> CONSUMERS =
      Map.ofEntries(
          Map.entry("invoice.issued", 2),
          Map.entry("tax_document.requested", 1),
          Map.entry("tax_document.stamped", 2),
          Map.entry("tax_document.rejected", 1),
          Map.entry("tax_document.delayed", 1),
          Map.entry("document.rendered", 1),
          Map.entry("invoice.send_requested", 1),
          Map.entry("credit_note.issued", 2),
          Map.entry("credit_note.voided", 2),
          Map.entry("payment.received", 2),
          Map.entry("payment.reversed", 1),
          Map.entry("invoice.paid", 1),
          Map.entry("provider_event.received", 1));

  private static final int SCHEMA = 1;

  private Outbox() {}

  /**
   * Adds events to a transaction.
   *
   * @param partition the subject's: where its history is read
   * @param subject the public id of what this happened to
   * @param carrier the id of the item that carries the fact (invoice, payment, message)
   * @param sequence the carrier's version at which it happened
   * @param at on the tenant's clock
   */
  static void write(
      Transaction transaction,
      TenantTime time,
      String partition,
      String subject,
      String carrier,
      long sequence,
      Instant at,
      List<Event> events) {
    long pending = 0;
    for (int n = 0; n < events.size(); n++) {
      var event = events.get(n);
      transaction.insert("event", item(time, partition, subject, carrier, sequence, n, at, event));
      pending += CONSUMERS.getOrDefault(event.type(), 0);
    }
    if (time.movable() && pending > 0) {
      transaction.clock(time.tenant()).add("pending", pending);
    }
  }

  private static Item item(
      TenantTime time,
      String partition,
      String subject,
      String carrier,
      long sequence,
      int n,
      Instant at,
      Event event) {
    var id = "evt_%s_%d_%d".formatted(Keys.withoutPrefix(carrier), sequence, n);
    boolean internal = event instanceof Event.Internal;
    var written = time.wall().instant();
    var item =
        Item.at(Keys.event(partition, carrier, sequence, n))
            .text("id", id)
            .text("type", event.type())
            .number("schema", SCHEMA)
            .text("tenant", time.tenant().value())
            .text("subject", subject)
            .number("sequence", sequence)
            .instant("at", at)
            .instant("written", written)
            .text("data", Json.write(EventJson.data(event)))
            .flag("accounted", time.movable())
            .flag("internal", internal);
    return internal
        ? item
        : item.inMonth(
            Keys.month(time.tenant(), "EVENT", Stamp.month(at)),
            "%s#%s#%s".formatted(Stamp.of(at), Stamp.of(written), id));
  }
}
