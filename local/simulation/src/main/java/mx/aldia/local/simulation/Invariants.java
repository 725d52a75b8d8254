package mx.aldia.local.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.ContactWindow;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.local.simulation.table.Change;

/** What must hold after every write, whoever wrote and whatever has failed. */
final class Invariants {
  static final String SUMS = "the books of an invoice sum to what it owes";
  static final String BOUNDS = "nobody pays more than an invoice's total";
  static final String CREDIT = "a customer's credit is what payments left over and notes gave back";
  static final String ONCE = "a payment is applied once";
  static final String NOTE = "a credit note is in the books once, and gives back what was paid";
  static final String SETTLED = "no reminder begins after settlement";
  static final String STOPPED = "what is settled or paused has no reminder waiting";
  static final String SAID = "what became of a message is said once";
  static final String CAPS = "a customer is reminded once a day and thrice a week at most";
  static final String HOURS = "a reminder goes out in decent hours only";
  static final String PENDING = "a clock waits for no less than nothing";
  static final String FORWARD = "a clock never goes back";

  private static final ZoneId CENTRE = ZoneId.of("America/Mexico_City");
  private static final Set<String> OVER = Set.of("paid", "void", "uncollectible");
  private static final Set<String> ENDED =
      Set.of("SENT", "BOUNCED", "FAILED", "SUPPRESSED", "UNKNOWN");
  private static final int WEEK = 7;

  private static final String CREDIT_NOTE = "CREDIT#";

  private final Books books;
  private final Names names;
  private final Map<String, TreeMap<LocalDate, String>> reminded = new HashMap<>();

  Invariants(Books books, Names names) {
    this.books = books;
    this.names = names;
  }

  /**
   * Looks at what a write has changed.
   *
   * @throws Violation if something does not hold
   */
  void check(List<Change> changes) {
    changes.stream()
        .map(Change::pk)
        .filter(pk -> pk.contains("#I#"))
        .distinct()
        .forEach(this::invoice);
    for (var change : changes) {
      var sk = change.sk();
      if (sk.equals("PAYMENT")) {
        change.after().map(Fact::new).ifPresent(this::payment);
      } else if (sk.startsWith(CREDIT_NOTE)) {
        change.after().map(Fact::new).ifPresent(this::note);
      } else if (sk.equals("ACCOUNT")) {
        credit(change.pk());
      } else if (Said.of(sk).isPresent()) {
        message(change);
        if (change.before().isEmpty() && Said.of(sk).get().isReminder()) {
          begun(change.after().map(Fact::new).orElseThrow(), Said.of(sk).get());
        }
      } else if (sk.equals("CLOCK")) {
        clock(change);
      }
    }
  }

  private void invoice(String pk) {
    var head = books.find(pk, "INVOICE").filter(it -> !it.text("state").equals("draft"));
    if (head.isEmpty()) {
      return;
    }
    var it = head.get();
    long paid = it.number("paid");
    long credited = it.number("credited");
    long total = it.number("total");
    require(
        paid >= 0 && credited >= 0 && paid + credited <= total,
        BOUNDS,
        "%s: %d and %d of %d",
        names.partition(pk),
        paid,
        credited,
        total);
    long owed =
        switch (it.text("state")) {
          case "paid", "void" -> 0;
          default -> total - paid - credited;
        };
    long sum = books.of(pk, "LEDGER#").stream().mapToLong(entry -> entry.number("amount")).sum();
    require(sum == owed, SUMS, "%s owes %d, its books say %d", names.partition(pk), owed, sum);
    if (it.text("state").equals("paid")) {
      require(paid + credited == total, SUMS, "%s is paid by %d", names.partition(pk), paid);
    }
    var ladder = books.find(pk, "DUE#LADDER").map(entry -> entry.text("state")).orElse("none");
    if (OVER.contains(it.text("state"))) {
      require(
          Set.of("SETTLED", "DONE").contains(ladder),
          STOPPED,
          "%s is %s, its reminders are %s",
          names.partition(pk),
          it.text("state"),
          ladder);
    } else if (it.flag("paused")) {
      require(
          !Set.of("SCHEDULED", "SENDING").contains(ladder),
          STOPPED,
          "%s is paused, its reminders are %s",
          names.partition(pk),
          ladder);
    }
  }

  private void payment(Fact payment) {
    var tenant = payment.pk().substring(0, payment.pk().indexOf("#P#"));
    boolean applied = payment.text("state").equals("APPLIED");
    long allocated = 0;
    for (var share : Shares.of(payment)) {
      allocated += share.amount();
      var entries =
          books.of(tenant + "#I#" + share.invoice(), "LEDGER#").stream()
              .filter(it -> it.maybe("reference").filter(payment.text("id")::equals).isPresent())
              .toList();
      long sum = entries.stream().mapToLong(it -> it.number("amount")).sum();
      // Of what had been given back before it went back, nothing is owed again: docs/adr/0028.
      long kept = -sum - (applied ? share.amount() : 0);
      require(
          kept >= 0 && kept <= returned(tenant + "#I#" + share.invoice()),
          ONCE,
          "a payment that is %s has %d in the books of %s, not %d",
          payment.text("state"),
          sum,
          names.partition(tenant + "#I#" + share.invoice()),
          share.amount());
    }
    require(allocated <= payment.number("amount"), ONCE, "more is allocated than was paid");
    credit(tenant + "#C#" + payment.text("customer"));
  }

  private long returned(String invoice) {
    return books.of(invoice, CREDIT_NOTE).stream().mapToLong(it -> it.number("returned")).sum();
  }

  private void note(Fact note) {
    var entries =
        books.of(note.pk(), "LEDGER#").stream()
            .filter(it -> it.maybe("reference").filter(note.text("id")::equals).isPresent())
            .toList();
    long sum = entries.stream().mapToLong(it -> it.number("amount")).sum();
    require(
        sum == (isVoid(note) ? 0 : note.number("returned") - note.number("amount")),
        NOTE,
        "a note of %d, of which %d went back, has %d in the books of %s",
        note.number("amount"),
        note.number("returned"),
        sum,
        names.partition(note.pk()));
    credit(note.pk().substring(0, note.pk().indexOf("#I#")) + "#C#" + note.text("customer"));
  }

  /** A business's money at a customer: what came, less what the books of its invoices took. */
  private void credit(String customer) {
    var id = customer.substring(customer.indexOf("#C#") + 3);
    var tenant = customer.substring(0, customer.indexOf("#C#"));
    long left =
        books.all("PAYMENT").stream()
            .filter(it -> it.text("customer").equals(id) && !it.text("state").equals("PENDING"))
            .mapToLong(
                it ->
                    (it.text("state").equals("APPLIED") ? it.number("amount") : 0)
                        - taken(tenant, it.text("id")))
            .sum();
    long given =
        books.beginning(CREDIT_NOTE).stream()
            .filter(it -> it.text("customer").equals(id) && it.maybe("form").isEmpty())
            .filter(it -> !isVoid(it))
            .mapToLong(it -> it.number("returned"))
            .sum();
    long credit = books.find(customer, "ACCOUNT").map(it -> it.number("MXN")).orElse(0L);
    require(
        credit == left + given,
        CREDIT,
        "%s: %d, not %d",
        names.partition(customer),
        credit,
        left + given);
  }

  private long taken(String tenant, String payment) {
    return books.beginning("LEDGER#").stream()
        .filter(it -> it.pk().startsWith(tenant + "#I#"))
        .filter(it -> it.maybe("reference").filter(payment::equals).isPresent())
        .mapToLong(it -> -it.number("amount"))
        .sum();
  }

  private static boolean isVoid(Fact note) {
    return note.maybe("voidedAt").isPresent();
  }

  private static void message(Change change) {
    var was = change.before().map(it -> new Fact(it).text("state"));
    var now = change.after().map(it -> new Fact(it).text("state"));
    require(
        was.filter(ENDED::contains).isEmpty() || was.equals(now),
        SAID,
        "from %s to %s",
        was.orElse("-"),
        now.orElse("-"));
  }

  private void begun(Fact message, Said said) {
    var head = books.find(message.pk(), "INVOICE").orElseThrow();
    require(
        head.text("state").equals("open") && !head.flag("paused"),
        SETTLED,
        "%s is %s%s",
        names.partition(message.pk()),
        head.text("state"),
        head.flag("paused") ? " and paused" : "");
    var customer =
        message.pk().substring(0, message.pk().indexOf("#I#")) + "#C#" + head.text("customer");
    var zone = zone(customer);
    var at = message.instant("at");
    var day = LocalDate.ofInstant(at, zone.orElse(CENTRE));
    require(isDecent(at, zone), HOURS, "%s of %s", at, names.partition(message.pk()));
    if (said.isByOtherWay()) {
      return; // the same by another way
    }
    var days = reminded.computeIfAbsent(customer, _ -> new TreeMap<>());
    var other = days.put(day, names.partition(message.pk()));
    require(other == null, CAPS, "twice on %s, before for %s", day, other);
    require(
        days.subMap(day.minusDays(WEEK), false, day, true).size() <= ReminderPolicy.USUAL_PER_WEEK,
        CAPS,
        "on %s",
        days.keySet());
  }

  private Optional<ZoneId> zone(String customer) {
    return books.find(customer, "CUSTOMER").flatMap(it -> it.maybe("zone")).map(ZoneId::of);
  }

  private static boolean isDecent(Instant at, Optional<ZoneId> zone) {
    return new ContactRules(zone, ContactWindow.USUAL, false, QuietDays.usual()).isOpen(at);
  }

  private static void clock(Change change) {
    var now = change.after().map(Fact::new).orElseThrow();
    require(now.number("pending") >= 0, PENDING, "%d", now.number("pending"));
    var was = change.before().map(Fact::new).flatMap(it -> it.maybe("now"));
    require(
        was.filter(it -> it.compareTo(now.maybe("now").orElse("")) > 0).isEmpty(),
        FORWARD,
        "from %s to %s",
        was.orElse("-"),
        now.maybe("now").orElse("-"));
  }

  /** Says how it does not hold, where it does not. */
  @SuppressWarnings("AnnotateFormatMethod") // that annotation would be a library more
  static void require(boolean holds, String invariant, String how, Object... values) {
    if (!holds) {
      throw new Violation(invariant, how.formatted(values));
    }
  }
}
