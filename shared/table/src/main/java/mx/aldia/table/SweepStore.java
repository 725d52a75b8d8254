package mx.aldia.table;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;

/**
 * What is due on the wall clock, hour by hour and shard by shard. Work grows with what is due,
 * never with what is open.
 */
public final class SweepStore {
  private final Table table;

  public SweepStore(Table table) {
    this.table = table;
  }

  /** An entry whose instant has come, as a command names it. */
  public record DueKey(String pk, String sk) {
    public Asked asks() {
      var invoice = Keys.invoiceOf(pk);
      return switch (sk) {
        case Keys.LADDER -> invoice.<Asked>map(Asked.Reminder::new).orElseGet(Asked.Nothing::new);
        case Keys.OVERDUE -> invoice.<Asked>map(Asked.Overdue::new).orElseGet(Asked.Nothing::new);
        case Keys.TAX_DOCUMENT ->
            Keys.taxDocumentOf(pk).<Asked>map(Asked.Stamping::new).orElseGet(Asked.Nothing::new);
        case Keys.PUE -> invoice.<Asked>map(Asked.Unpaid::new).orElseGet(Asked.Nothing::new);
        case Keys.CERTIFICATE ->
            Keys.ownerOf(pk).<Asked>map(Asked.Certificate::new).orElseGet(Asked.Nothing::new);
        case Keys.CLOCK -> new Asked.Advance();
        default ->
            invoice
                .filter(_ -> sk.startsWith(Keys.HELD_MESSAGE))
                .<Asked>map(this::held)
                .orElseGet(Asked.Nothing::new);
      };
    }

    private Asked held(InvoiceId invoice) {
      return new Asked.Held(
          invoice, new MessageId(invoice.tenant(), sk.substring(Keys.HELD_MESSAGE.length())));
    }
  }

  /** What is to be done of a due entry. */
  public sealed interface Asked {
    /** The invoice's next reminder. */
    record Reminder(InvoiceId invoice) implements Asked {}

    /** To say that the invoice is overdue. */
    record Overdue(InvoiceId invoice) implements Asked {}

    /** To go on with a document that is not stamped yet. */
    record Stamping(TaxDocumentId document) implements Asked {}

    /** To say that what was declared as paid at once is not. */
    record Unpaid(InvoiceId invoice) implements Asked {}

    /** To warn of the end of the certificate that the tenant seals with. */
    record Certificate(TenantId tenant) implements Asked {}

    /** To send a message that waited for a decent hour. */
    record Held(InvoiceId invoice, MessageId message) implements Asked {}

    /** To go on with a sandbox's clock. */
    record Advance() implements Asked {}

    /** It is no due entry of ours. */
    record Nothing() implements Asked {}
  }

  /**
   * The hour from which something may still lie unhandled: every hour before it was seen empty.
   *
   * @param now used when there is no watermark yet
   */
  public Instant watermark(Instant now) {
    return table
        .get(Keys.watermark())
        .map(row -> row.instant("hour"))
        .orElse(now.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS));
  }

  /** Moves the watermark; it never goes back. */
  public void raise(Instant hour) {
    table.update(
        Keys.watermark(),
        new Transaction.Updating()
            .set("hour", Stamp.of(hour))
            .when("attribute_not_exists(#hour) OR #hour < :hour"));
  }

  /** What is due in an hour up to an instant, at most so many. */
  public List<DueKey> due(Instant hour, Instant upTo, int limit) {
    var found = new ArrayList<DueKey>();
    for (int shard = 0; shard < Keys.DUE_SHARDS && found.size() < limit; shard++) {
      table
          .index(
              "byDue",
              Keys.dueHour(hour, shard),
              Optional.empty(),
              Optional.of(Stamp.of(upTo) + "~"))
          .limit(limit - found.size())
          .forEach(entry -> found.add(new DueKey(entry.key().pk(), entry.key().sk())));
    }
    return found;
  }

  /** Takes an entry out of the index, whatever it says: nobody asks for it any more. */
  public void drop(DueKey key) {
    table.update(
        new Key(key.pk(), key.sk()),
        new Transaction.Updating()
            .remove("byDuePK")
            .remove("byDueSK")
            .when("attribute_exists(PK)"));
  }
}
