package mx.aldia.tenants;

import static mx.aldia.given.House.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mx.aldia.domain.collections.Planned;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.request.Attempt;
import mx.aldia.given.House;
import mx.aldia.table.ClockStore.Due;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.LadderState;
import mx.aldia.table.SweepStore.Asked;
import mx.aldia.table.SweepStore.DueKey;

/** Does what falls due as the real one does it: by conditional writes, in another thread. */
final class Reminding implements Commands {
  private static final List<Integer> DAYS = List.of(12, 15, 18, 22, 30);

  private final House house;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<InvoiceId> overdue = ConcurrentHashMap.newKeySet();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  Reminding(House house) {
    this.house = house;
  }

  /** {@code 2026-01-17T15:00:00Z step 0}, or {@code ... overdue}, in the order it happened. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** All that an invoice of this Monday brings, in its order. */
  static List<String> all() {
    var all = new ArrayList<String>();
    for (int step = 0; step < DAYS.size(); step++) {
      all.add(at(step) + " step " + step);
    }
    all.add("2026-01-21T06:00:00Z overdue");
    Collections.sort(all);
    return all;
  }

  static Instant at(int step) {
    return MONDAY.plus(Duration.ofDays(DAYS.get(step)));
  }

  /** Issued this Monday, due in 15 days, to be reminded of five times. */
  InvoiceId invoice(Customer customer) {
    var draft = house.drafted(customer, "1160.00", false);
    var open = house.open();
    var invoices = house.stores().invoices();
    var number = invoices.number(draft, Attempt.once());
    var change = draft.issue(number, open.time().today(), open.time().now());
    var issued =
        InvoiceRecord.issued(
            change.next(),
            draft.terms(),
            Parties.of(open.tenant(), customer),
            open.tenant().defaultPolicy(),
            planned(0),
            open.time().movable(),
            Optional.empty());
    invoices.issue(open.time(), draft, true, change, issued, Attempt.once());
    return draft.id();
  }

  /** What the queues of documents and stamping say when they have done with an issued invoice. */
  void render(InvoiceId invoice) {
    var expires = house.wall().instant().plus(Duration.ofDays(1));
    var clocks = house.stores().clocks();
    clocks.acknowledge(house.id(), "documents", invoice.value(), expires);
    clocks.acknowledge(house.id(), "stamping", invoice.value(), expires);
  }

  @Override
  public void send(List<Due> due) {
    due.forEach(it -> workers.execute(() -> obey(it)));
  }

  private void obey(Due due) {
    switch (new DueKey(due.pk(), due.sk()).asks()) {
      case Asked.Reminder(var invoice) -> remind(invoice);
      case Asked.Overdue(var invoice) -> tellOverdue(invoice);
      case Asked.Held _,
          Asked.Unpaid _,
          Asked.Stamping _,
          Asked.Certificate _,
          Asked.Advance(),
          Asked.Nothing() ->
          throw new AssertionError(due);
    }
  }

  private void tellOverdue(InvoiceId id) {
    var time = house.open().time();
    var invoices = house.stores().invoices();
    if (invoices.findIssued(id).orElseThrow() instanceof Invoice.Open open) {
      invoices.markOverdue(time, open);
      if (overdue.add(id)) {
        done.add(time.now() + " overdue");
      }
    } else {
      invoices.dropOverdue(id);
    }
  }

  private void remind(InvoiceId id) {
    var time = house.open().time();
    var was = house.stores().invoices().ladder(id).orElseThrow();
    if (was.state() != LadderState.SCHEDULED || was.at().orElseThrow().isAfter(time.now())) {
      return;
    }
    LadderEntry next = was.planned(was.progress(), planned(was.step() + 1));
    if (house.stores().messages().plan(time, was, next, List.of())) {
      done.add(time.now() + " step " + was.step());
    }
  }

  private static Optional<Planned> planned(int step) {
    return step < DAYS.size()
        ? Optional.of(
            new Planned(
                step,
                3 * step,
                Tone.FRIENDLY,
                LocalDate.ofInstant(at(step), ZoneOffset.UTC),
                at(step)))
        : Optional.empty();
  }
}
