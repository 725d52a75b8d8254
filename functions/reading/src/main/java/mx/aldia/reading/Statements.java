package mx.aldia.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TenantStore;

/** What customers owe, from the books and from nothing else. */
final class Statements {
  static final int PAGE = 100;

  private final TenantStore tenants;
  private final InvoiceStore invoices;

  Statements(TenantStore tenants, InvoiceStore invoices) {
    this.tenants = tenants;
    this.invoices = invoices;
  }

  /** One entry of one invoice's books, and the customer's balance in its currency after it. */
  record Entry(Invoice.Issued invoice, LedgerEntry line, Money balance) {}

  /** A customer's books up to a date. */
  record Statement(CustomerId customer, LocalDate at, List<Entry> entries) {
    /** What is owed on that date, by currency code. */
    SortedMap<String, Money> balances() {
      var balances = new TreeMap<String, Money>();
      entries.forEach(it -> balances.put(it.balance().currency().getCurrencyCode(), it.balance()));
      return balances;
    }
  }

  /** Every entry whose value date is not after {@code at}, in the order of those dates. */
  Statement of(CustomerId customer, LocalDate at) {
    record Line(Invoice.Issued invoice, LedgerEntry entry) {}
    var lines = new ArrayList<Line>();
    for (var invoice : issuedTo(customer)) {
      for (var entry : invoices.ledger(invoice.id())) {
        if (!entry.valueOn().isAfter(at)) {
          lines.add(new Line(invoice, entry));
        }
      }
    }
    lines.sort(
        Comparator.comparing((Line line) -> line.entry().valueOn())
            .thenComparing(line -> line.entry().at())
            .thenComparing(line -> line.invoice().id().value())
            .thenComparingLong(line -> line.entry().sequence()));
    var running = new TreeMap<String, Money>();
    var entries = new ArrayList<Entry>();
    for (var line : lines) {
      var amount = line.entry().amount();
      var balance = running.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
      entries.add(new Entry(line.invoice(), line.entry(), balance));
    }
    return new Statement(customer, at, List.copyOf(entries));
  }

  /** How long what is open on a date has been due. */
  static final class Aging {
    private static final int[] LAST_DAYS = {0, 30, 60, 90};
    private final long[] buckets = new long[LAST_DAYS.length + 1];
    private long invoices;

    private void add(long daysOverdue, long minor) {
      int bucket = 0;
      while (bucket < LAST_DAYS.length && daysOverdue > LAST_DAYS[bucket]) {
        bucket++;
      }
      buckets[bucket] += minor;
      invoices++;
    }

    long current() {
      return buckets[0];
    }

    long to30() {
      return buckets[1];
    }

    long to60() {
      return buckets[2];
    }

    long to90() {
      return buckets[3];
    }

    long over90() {
      return buckets[4];
    }

    long invoices() {
      return invoices;
    }

    long total() {
      long total = 0;
      for (long bucket : buckets) {
        total += bucket;
      }
      return total;
    }
  }

  /** The age of everything open on a date, by currency code. */
  SortedMap<String, Aging> aging(TenantStore.Open open, LocalDate at) {
    var ages = new TreeMap<String, Aging>();
    Optional<String> after = Optional.empty();
    do {
      var page =
          invoices.list(open.time(), tenants.beginning(open), Statements::counts, after, PAGE);
      for (var record : page.items()) {
        var issued = (Invoice.Issued) record.invoice();
        long due =
            at.equals(open.time().today()) ? issued.amountDue().minor() : balance(issued, at);
        if (due != 0) {
          Currency currency = issued.bill().total().currency();
          ages.computeIfAbsent(currency.getCurrencyCode(), _ -> new Aging())
              .add(at.toEpochDay() - issued.bill().dueOn().toEpochDay(), due);
        }
      }
      after = page.next();
    } while (after.isPresent());
    return ages;
  }

  /** What was given up is no longer expected, so it has no age. */
  private static boolean counts(InvoiceRecord record) {
    return record.invoice() instanceof Invoice.Issued
        && !(record.invoice() instanceof Invoice.Uncollectible);
  }

  private long balance(Invoice.Issued invoice, LocalDate at) {
    return invoices.ledger(invoice.id()).stream()
        .filter(entry -> !entry.valueOn().isAfter(at))
        .mapToLong(entry -> entry.amount().minor())
        .sum();
  }

  private List<Invoice.Issued> issuedTo(CustomerId customer) {
    var issued = new ArrayList<Invoice.Issued>();
    Optional<String> after = Optional.empty();
    do {
      var page = invoices.ofCustomer(customer, _ -> true, after, PAGE);
      for (var record : page.items()) {
        if (record.invoice() instanceof Invoice.Issued invoice) {
          issued.add(invoice);
        }
      }
      after = page.next();
    } while (after.isPresent());
    return issued;
  }
}
