package mx.aldia.table;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * The debtor's dates on which a customer was reminded, over all its invoices, for the caps. Every
 * reminder takes its day in the transaction that begins it, so the caps hold however many invoices
 * are reminded at once.
 *
 * @param version zero when there is none yet
 */
public record ContactLog(Set<LocalDate> days, long version) {
  private static final int KEPT_DAYS = 8;

  public ContactLog {
    days = Set.copyOf(days);
  }

  /** With this day, and without those that no cap looks at any more. */
  public ContactLog with(LocalDate day) {
    var next = new TreeSet<>(days);
    next.add(day);
    next.removeIf(old -> old.isBefore(day.minusDays(KEPT_DAYS)));
    return new ContactLog(next, version + 1);
  }
}
