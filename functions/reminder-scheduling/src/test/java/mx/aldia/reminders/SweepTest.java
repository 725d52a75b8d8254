package mx.aldia.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.table.SweepStore;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** {@link House}'s clock begins on 1 November 2026; invoices are due on the 16th. */
class SweepTest {
  /** What the sweep reads of the index. */
  private static final class Reads implements ExecutionInterceptor {
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger entries = new AtomicInteger();

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (context.response() instanceof QueryResponse page) {
        queries.incrementAndGet();
        entries.addAndGet(page.count());
      }
    }

    List<Integer> reset() {
      return List.of(queries.getAndSet(0), entries.getAndSet(0));
    }
  }

  private final LocalTable local = LocalTable.create();
  private final House house = House.live(local);
  private final Customer laura = house.customer();
  private final FakeSqs sqs = new FakeSqs();
  private final Reads reads = new Reads();
  private final Table table = new Table(local.client(reads), local.name());
  private final SweepStore sweeps = new SweepStore(table);

  /** Hours before the first reminder are many, and empty. */
  @BeforeEach
  void all_was_done_until_the_hour_before_the_first_reminder() {
    sweeps.raise(Instant.parse("2026-11-13T14:00:00Z"));
  }

  @Test
  void what_is_due_is_asked_for_and_what_is_not_yet_is_left() {
    var invoice = reminded();
    var first = house.stores().invoices().ladder(invoice).orElseThrow().at().orElseThrow();

    house.wall().shows(first.minusSeconds(1));
    assertThat(sweep()).isZero();
    house.wall().shows(first);
    new SweepHandler(of(100))
        .handleRequest(Payload.of("schedule-tick.json").asMap(), new TestContext());

    assertThat(sqs.take("reminders")).containsExactly(command(invoice, "DUE#LADDER"));
  }

  @Test
  void what_is_not_done_is_asked_for_again_and_what_is_done_no_more() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-13T15:00:00Z"));

    assertThat(sweep()).isOne();
    house.wall().passes(Duration.ofMinutes(1));
    assertThat(sweep()).isOne();
    house.pays(invoice, "1160.00");

    assertThat(sweep()).isZero();
  }

  @Test
  void an_outage_of_a_day_and_more_loses_nothing() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-14T18:00:00Z"));

    assertThat(sweep()).isOne();

    assertThat(sqs.take("reminders")).containsExactly(command(invoice, "DUE#LADDER"));
  }

  @Test
  void the_watermark_passes_only_hours_that_are_over_and_empty() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-13T16:30:00Z"));
    sweep();
    assertThat(watermark()).isEqualTo("2026-11-13T15:00:00Z"); // it is due at this hour

    house.pays(invoice, "1160.00");
    house.wall().shows(Instant.parse("2026-11-13T17:14:59Z"));
    sweep();
    assertThat(watermark()).isEqualTo("2026-11-13T16:00:00Z"); // the index may still lag
    house.wall().shows(Instant.parse("2026-11-13T17:15:00Z"));
    sweep();
    assertThat(watermark()).isEqualTo("2026-11-13T17:00:00Z");
  }

  @Test
  void no_more_is_asked_for_than_two_minutes_of_sending_can_bear() {
    IntStream.range(0, 7).forEach(_ -> reminded());
    house.wall().shows(Instant.parse("2026-11-13T15:00:00Z"));

    assertThat(sweep(5)).isEqualTo(5);
    assertThat(sweep(5)).isZero(); // they wait
    sqs.take("reminders");
    assertThat(sweep(6)).isEqualTo(6);
  }

  @Test
  void commands_that_the_queue_refuses_are_asked_for_by_the_next_sweep() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-13T15:00:00Z"));
    sqs.refusesNext();

    sweep();
    assertThat(sqs.take("reminders")).isEmpty();
    sweep();

    assertThat(sqs.take("reminders")).containsExactly(command(invoice, "DUE#LADDER"));
  }

  @Test
  void a_sandbox_s_clock_that_was_left_on_its_way_is_another_queue_s() {
    var sandbox = House.sandbox(local);
    var stores = sandbox.stores();
    stores
        .clocks()
        .advance(
            sandbox.id(),
            House.MONDAY,
            House.MONDAY.plus(Duration.ofDays(1)),
            Instant.parse("2026-11-13T14:00:00Z"),
            stores.answers(),
            Attempt.once());
    house.wall().shows(Instant.parse("2026-11-13T14:00:00Z"));

    sweep();

    assertThat(sqs.take("reminders")).isEmpty();
    assertThat(sqs.take("clocks"))
        .containsExactly("{\"pk\":\"T#%s\",\"sk\":\"CLOCK\"}".formatted(sandbox.id().value()));
  }

  @Test
  void the_work_grows_with_what_is_due_and_not_with_what_is_open() {
    var morning = Instant.parse("2026-11-13T14:30:00Z");
    var begin = house.wall().instant();
    house.wall().shows(morning);
    sweep();
    var idle = reads.reset();
    house.wall().shows(begin);
    IntStream.range(0, 60).forEach(_ -> reminded());
    reads.reset();
    house.wall().shows(morning);
    sweep();

    assertThat(reads.reset()).isEqualTo(idle);
    assertThat(idle.get(1)).isZero();
  }

  private InvoiceId reminded() {
    return house.reminded(laura, "1160.00").invoice().id();
  }

  private int sweep() {
    return sweep(100);
  }

  private int sweep(int most) {
    return of(most).sweep();
  }

  private Sweep of(int most) {
    return new Sweep(
        sweeps,
        new CommandQueue(sqs, "reminders"),
        new CommandQueue(sqs, "clocks"),
        house.wall(),
        most);
  }

  private String watermark() {
    return sweeps.watermark(house.wall().instant()).toString();
  }

  private static String command(InvoiceId invoice, String entry) {
    return "{\"pk\":\"T#%s#I#%s\",\"sk\":\"%s\"}"
        .formatted(invoice.tenant().value(), invoice.value(), entry);
  }
}
