package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.ClockStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.LadderState;
import org.junit.jupiter.api.Test;

class TakenBackTest {
  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");

  private final Shop shop = new Shop();

  private String cheque(InvoiceId invoice, long centavos) {
    var reply = shop.pays(invoice, "{'amount':%d,'method':'cheque'}".formatted(centavos));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.value("state")).isEqualTo("pending");
    return reply.value("id");
  }

  @Test
  void a_cheque_settles_nothing_until_it_is_cleared() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);

    var cheque = cheque(invoice, 120_000);

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    assertThat(shop.history(invoice)).containsExactly("invoice.issued");

    shop.laterOn(LocalDateTime.of(2026, 1, 8, 10, 0));
    var cleared = shop.clears(cheque);

    assertThat(cleared.status()).as(cleared.text()).isEqualTo(200);
    assertThat(cleared.value("state")).isEqualTo("applied");
    assertThat(cleared.value("received_on")).isEqualTo("2026-01-05");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.credit(customer)).isEqualTo(mxn(20_000));
    assertThat(shop.invoices.ledger(invoice).getLast().valueOn())
        .isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(shop.clears(cheque).status()).isEqualTo(409);
    assertThat(shop.clears(cheque).text()).contains("payment_not_pending", "applied");
  }

  @Test
  void what_was_paid_otherwise_meanwhile_makes_a_cheque_credit() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var cheque = cheque(invoice, 100_000);
    shop.pays(invoice, 70_000);

    var cleared = shop.clears(cheque);

    assertThat(cleared.json().at("/allocations/0/amount").asLong()).isEqualTo(30_000);
    assertThat(cleared.json().path("unallocated").asLong()).isEqualTo(70_000);
    assertThat(shop.credit(customer)).isEqualTo(mxn(70_000));

    var late = cheque(shop.owed(customer, 5_000), 5_000);
    shop.voids(lastOf(late));
    assertThat(shop.clears(late).json().path("allocations")).isEmpty();
    assertThat(shop.credit(customer)).isEqualTo(mxn(75_000));
  }

  private InvoiceId lastOf(String payment) {
    var reply = shop.caller.get("/v1/payments/" + payment);
    return new InvoiceId(shop.tenant, reply.value("/allocations/0/invoice"));
  }

  @Test
  void a_cheque_that_bounces_before_it_clears_changes_nothing() {
    var invoice = shop.owed(100_000);
    var cheque = cheque(invoice, 100_000);

    assertThat(shop.takesBack(cheque).value("state")).isEqualTo("reversed");

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.history(invoice)).containsExactly("invoice.issued");
    assertThat(shop.clears(cheque).status()).isEqualTo(409);
  }

  @Test
  void money_that_goes_back_is_owed_again_and_reminded_of_again() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var payment = shop.pays(invoice, 130_000).value("id");
    var settled = shop.ladder(invoice);

    shop.laterOn(LocalDateTime.of(2026, 1, 8, 12, 0));
    var reply = shop.takesBack(payment);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.value("state")).isEqualTo("reversed");
    assertThat(reply.json().at("/allocations/0/amount").asLong()).isEqualTo(100_000);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.books(invoice)).isEqualTo(mxn(100_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    assertThat(shop.history(invoice)).endsWith("invoice.paid", "payment.reversed");
    var ladder = shop.ladder(invoice);
    assertThat(ladder.state()).isEqualTo(LadderState.SCHEDULED);
    assertThat(ladder.generation()).isEqualTo(settled.generation() + 1);
    assertThat(ladder.at().orElseThrow().atZone(MEXICO).toLocalDate())
        .isEqualTo(LocalDate.of(2026, 1, 12));
    assertThat(shop.clocks.due(shop.tenant, ladder.at().orElseThrow(), 100))
        .anySatisfy(it -> assertThat(it.at()).isEqualTo(ladder.at().orElseThrow()));

    assertThat(shop.takesBack(payment).status()).isEqualTo(409);
    assertThat(shop.takesBack(payment).text()).contains("payment_already_reversed");
    assertThat(shop.books(invoice)).isEqualTo(mxn(100_000));
  }

  @Test
  void after_its_due_date_the_next_step_comes_on_the_next_contact_day() {
    var invoice = shop.owed(100_000);
    var payment = shop.pays(invoice, 100_000).value("id");
    // Everything that fell due meanwhile was dropped: it was paid.
    shop.invoices.dropOverdue(invoice);

    shop.laterOn(LocalDateTime.of(2026, 2, 14, 12, 0)); // a Saturday, a month after
    shop.takesBack(payment);

    var ladder = shop.ladder(invoice);
    assertThat(ladder.state()).isEqualTo(LadderState.SCHEDULED);
    assertThat(ladder.at().orElseThrow().atZone(MEXICO).toLocalDate())
        .isEqualTo(LocalDate.of(2026, 2, 16));
    assertThat(ladder.step()).isZero();
    assertThat(shop.history(invoice)).contains("invoice.overdue").doesNotHaveDuplicates();
  }

  @Test
  void what_was_said_before_the_money_came_is_not_said_again() {
    var invoice = shop.owed(100_000);
    var policy = shop.policies.find(shop.policy).orElseThrow();
    var step = policy.steps().getFirst();
    var said = Progress.none().sent(step, step.tone(), LocalDate.of(2026, 1, 12));
    var ladder = shop.ladder(invoice);
    shop.invoices.save(
        shop.open().time(),
        shop.issued(invoice),
        ((Invoice.Open) shop.issued(invoice)).confirmReceipt(Shop.MONDAY).orElseThrow(),
        new Reminding.Plan(ladder, ladder.planned(said, Optional.empty())),
        Attempt.once());
    var payment = shop.pays(invoice, 100_000).value("id");

    shop.laterOn(LocalDateTime.of(2026, 2, 16, 12, 0));
    shop.takesBack(payment);

    assertThat(shop.ladder(invoice).step()).isEqualTo(1);
  }

  @Test
  void a_part_that_goes_back_leaves_reminders_as_they_were() {
    var invoice = shop.owed(100_000);
    var payment = shop.pays(invoice, 40_000).value("id");
    var before = shop.ladder(invoice);

    shop.takesBack(payment);

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.ladder(invoice)).isEqualTo(before);
  }

  @Test
  void reminders_that_the_business_stopped_stay_stopped() {
    var invoice = shop.owed(100_000);
    var payment = shop.pays(invoice, 40_000).value("id");
    var open = (Invoice.Open) shop.issued(invoice);
    shop.invoices.save(
        shop.open().time(),
        open,
        open.pauseReminders(true).orElseThrow(),
        new Reminding.Pause(),
        Attempt.once());

    shop.takesBack(payment);

    assertThat(((Invoice.Open) shop.issued(invoice)).remindersPaused()).isTrue();
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.PAUSED);
  }

  @Test
  void a_wrong_field_takes_nothing_back() {
    var payment = shop.pays(shop.owed(100_000), 100_000).value("id");

    var reply = shop.caller.post("/v1/payments/" + payment + "/reverse", "{'reason':7,'amount':5}");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder("/reason not_a_text", "/amount unknown_field");
    assertThat(shop.caller.post("/v1/payments/" + payment + "/clear", "{'when':'now'}").faults())
        .containsExactly("/when unknown_field");
    assertThat(shop.caller.get("/v1/payments/" + payment).value("state")).isEqualTo("applied");
    for (var nobody : new String[] {"pay_nobody", "inv_1", "x"}) {
      assertThat(shop.caller.get("/v1/payments/" + nobody).status()).isEqualTo(404);
      assertThat(shop.clears(nobody).status()).isEqualTo(404);
      assertThat(shop.takesBack(nobody).status()).isEqualTo(404);
    }
  }

  @Test
  void what_was_given_up_and_is_paid_in_part_when_it_is_late_is_to_be_told_overdue() {
    var invoice = shop.owed(100_000);
    shop.givesUp(invoice);
    shop.invoices.dropOverdue(invoice); // its day came, and nothing was expected of it
    shop.laterOn(LocalDateTime.of(2026, 2, 14, 12, 0));

    shop.pays(invoice, 10_000);

    assertThat(expected()).containsExactly("DUE#OVERDUE");
  }

  @Test
  void what_was_told_overdue_before_is_not_told_again_and_not_looked_for_any_more() {
    var invoice = shop.owed(100_000);
    shop.laterOn(LocalDateTime.of(2026, 2, 14, 12, 0));
    assertThat(tellsOverdue(invoice)).isTrue();
    shop.givesUp(invoice);
    shop.pays(invoice, 10_000);
    assertThat(expected()).containsExactly("DUE#OVERDUE");

    assertThat(tellsOverdue(invoice)).isTrue();

    assertThat(shop.history(invoice)).containsOnlyOnce("invoice.overdue");
    assertThat(expected()).isEmpty();
  }

  /** A substitute has its former's day; the sweep does not come back to an hour that is over. */
  @Test
  void what_is_late_when_it_is_issued_is_told_overdue_from_that_moment_on() {
    shop.owed(shop.customer(), Money.mxn(100_000), Optional.empty(), -5);

    var pointers = shop.clocks.due(shop.tenant, shop.open().time().now(), 100);

    assertThat(pointers)
        .filteredOn(it -> it.sk().equals("DUE#OVERDUE"))
        .extracting(ClockStore.Due::at)
        .containsExactly(shop.open().time().now());
  }

  private boolean tellsOverdue(InvoiceId invoice) {
    return shop.invoices.markOverdue(shop.open().time(), (Invoice.Open) shop.issued(invoice));
  }

  /** What is due by now, apart from reminders. */
  private List<String> expected() {
    var pointers = shop.clocks.due(shop.tenant, shop.open().time().now(), 100);
    return shop.clocks.open(pointers).stream()
        .map(ClockStore.Due::sk)
        .filter(sk -> !sk.equals("DUE#LADDER"))
        .toList();
  }
}
