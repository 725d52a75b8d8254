package mx.aldia.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.given.House.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.time.Waiting;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.ClockStore.Due;
import mx.aldia.table.Sealer;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class AdvanceClockTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final byte[] KEY = Stores.LINK_KEY.getBytes(UTF_8);
  private static final Instant TARGET = MONDAY.plus(Duration.ofDays(45));
  private static final Duration PLENTY = Duration.ofSeconds(30);

  private final House house = House.sandbox(TABLE);
  private final ClockStore clocks = house.stores().clocks();
  private final Reminding reminding = new Reminding(house);

  @Test
  void what_falls_due_on_the_way_happens_in_order_and_once_at_its_own_instant() {
    var customer = house.customer();
    Stream.generate(() -> reminding.invoice(customer)).limit(2).forEach(reminding::render);
    begin();

    assertThat(advance(reminding).run(house.id())).isEqualTo(AdvanceClock.Ended.ARRIVED);

    var twice = new ArrayList<>(Reminding.all());
    twice.addAll(Reminding.all());
    Collections.sort(twice);
    assertThat(reminding.done()).isEqualTo(twice);
    assertReady(TARGET);
    assertThat(clocks.due(house.id(), TARGET, 10)).isEmpty();
  }

  @Test
  void where_nothing_is_due_the_clock_arrives_at_once() {
    begin();

    var ended =
        advance(
                _ -> {
                  throw new AssertionError("told of nothing");
                })
            .run(house.id());

    assertThat(ended).isEqualTo(AdvanceClock.Ended.ARRIVED);
    assertReady(TARGET);
  }

  @Test
  void the_clock_waits_for_every_event_that_is_still_in_flight() {
    var invoice = reminding.invoice(house.customer());
    begin();
    var arriving = CompletableFuture.supplyAsync(() -> advance(reminding).run(house.id()));

    assertThatThrownBy(() -> arriving.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(clocks.find(house.id()).orElseThrow().now()).contains(MONDAY);

    reminding.render(invoice);
    assertThat(arriving.join()).isEqualTo(AdvanceClock.Ended.ARRIVED);
    assertThat(reminding.done()).isEqualTo(Reminding.all());
  }

  @Test
  void who_takes_up_a_crashed_advance_goes_on_where_it_stands() {
    reminding.render(reminding.invoice(house.customer()));
    begin();
    var told = new AtomicInteger();
    Commands crashing =
        due -> {
          if (told.incrementAndGet() == 3) {
            throw new IllegalStateException("the process died");
          }
          reminding.send(due);
        };

    assertThatThrownBy(() -> advance(crashing).run(house.id())).hasMessage("the process died");
    assertThat(clocks.find(house.id()).orElseThrow().isAdvancing()).isTrue();
    advance(reminding).run(house.id());

    assertThat(reminding.done()).isEqualTo(Reminding.all());
    assertReady(TARGET);
  }

  @Test
  void two_at_once_do_no_harm() {
    reminding.render(reminding.invoice(house.customer()));
    begin();

    var other = CompletableFuture.supplyAsync(() -> advance(reminding).run(house.id()));
    assertThat(advance(reminding).run(house.id())).isEqualTo(AdvanceClock.Ended.ARRIVED);

    assertThat(other.join()).isEqualTo(AdvanceClock.Ended.ARRIVED);
    assertThat(reminding.done()).isEqualTo(Reminding.all());
    assertReady(TARGET);
  }

  @Test
  void a_command_that_was_lost_is_given_again() {
    reminding.render(reminding.invoice(house.customer()));
    begin();
    var told = new AtomicInteger();
    Commands forgetful =
        due -> {
          if (!due.isEmpty() && told.incrementAndGet() != 2) {
            reminding.send(due);
          }
        };

    new AdvanceClock(
            clocks, forgetful, Clock.systemUTC(), PLENTY, Duration.ofMillis(200), Waiting.real())
        .run(house.id());

    assertThat(reminding.done()).isEqualTo(Reminding.all());
  }

  @Test
  void of_an_invoice_that_was_taken_back_nobody_is_reminded() {
    var invoice = reminding.invoice(house.customer());
    reminding.render(invoice);
    house.voids(invoice);
    begin();
    var told = Collections.synchronizedList(new ArrayList<String>());
    Commands listening =
        due -> {
          due.forEach(it -> told.add(it.sk()));
          reminding.send(due);
        };

    advance(listening).run(house.id());

    assertThat(told).containsOnly("DUE#OVERDUE");
    assertThat(reminding.done()).isEmpty();
    assertReady(TARGET);
  }

  @Test
  void who_runs_out_of_time_says_whether_it_came_any_further() {
    reminding.render(reminding.invoice(house.customer()));
    begin();
    var idle =
        new AdvanceClock(
            clocks, _ -> {}, Clock.systemUTC(), Duration.ofMillis(300), PLENTY, Waiting.real());

    assertThat(idle.run(house.id())).isEqualTo(AdvanceClock.Ended.MOVING);
    assertThat(idle.run(house.id())).isEqualTo(AdvanceClock.Ended.STUCK);
    assertThat(clocks.find(house.id()).orElseThrow().now()).contains(Reminding.at(0));
  }

  @Test
  void a_pointer_whose_entry_is_due_then_after_all_is_kept() {
    reminding.invoice(house.customer());
    List<Due> due = clocks.due(house.id(), TARGET, 10);

    due.forEach(clocks::done);

    assertThat(due).hasSize(2);
    assertThat(clocks.due(house.id(), TARGET, 10)).isEqualTo(due);
  }

  private AdvanceClock advance(Commands commands) {
    return new AdvanceClock(
        clocks, commands, Clock.systemUTC(), PLENTY, Duration.ofSeconds(5), Waiting.real());
  }

  private void begin() {
    var wall = house.wall();
    var answers = new Answers(house.stores().table(), wall, new Sealer(KEY, "answers"));
    assertThat(clocks.advance(house.id(), MONDAY, TARGET, wall.instant(), answers, Attempt.once()))
        .isTrue();
  }

  private void assertReady(Instant now) {
    var clock = clocks.find(house.id()).orElseThrow();
    assertThat(clock.now()).contains(now);
    assertThat(clock.isAdvancing()).isFalse();
  }
}
