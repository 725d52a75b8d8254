package mx.aldia.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.Waiting;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.Sealer;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class ClockHandlerTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final String SAMPLE = "ten_01KE9ZB0M0000000000000000A";

  private final House house = House.sandbox(TABLE);
  private final ClockStore clocks = house.stores().clocks();
  private final List<TenantId> goesOn = new ArrayList<>();
  private final ClockHandler handler =
      new ClockHandler(
          new AdvanceClock(
              clocks,
              _ -> {},
              Clock.systemUTC(),
              Duration.ofMillis(300),
              Duration.ofSeconds(5),
              Waiting.real()),
          goesOn::add);

  @Test
  void a_command_of_its_own_takes_the_clock_on() throws IOException {
    begin();

    handle(sample());

    assertThat(clocks.find(house.id()).orElseThrow().isAdvancing()).isFalse();
    assertThat(goesOn).isEmpty();
  }

  @Test
  void what_the_sweep_found_does_so_too() throws IOException {
    begin();
    var event = sample();
    event
        .getRecords()
        .getFirst()
        .setBody("{\"pk\":\"T#%s\",\"sk\":\"CLOCK\"}".formatted(house.id().value()));

    handle(event);

    assertThat(clocks.find(house.id()).orElseThrow().isAdvancing()).isFalse();
  }

  @Test
  void who_came_further_and_ran_out_of_time_asks_for_more_and_who_is_stuck_does_not()
      throws IOException {
    var reminding = new Reminding(house);
    reminding.render(reminding.invoice(house.customer()));
    begin();

    handle(sample());
    handle(sample());

    assertThat(goesOn).containsExactly(house.id());
  }

  @Test
  void a_command_about_no_clock_of_ours_does_nothing() throws IOException {
    assertThat(handler.handleRequest(read(), new TestContext()).getBatchItemFailures()).isEmpty();
  }

  private void handle(SQSEvent event) {
    assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures()).isEmpty();
  }

  private void begin() {
    var wall = house.wall();
    var answers =
        new Answers(house.stores().table(), wall, new Sealer(Stores.LINK_KEY.getBytes(UTF_8), "a"));
    clocks.advance(
        house.id(),
        House.MONDAY,
        House.MONDAY.plus(Duration.ofDays(45)),
        wall.instant(),
        answers,
        Attempt.once());
  }

  /** The sample, about this tenant. */
  private SQSEvent sample() throws IOException {
    var event = read();
    var message = event.getRecords().getFirst();
    message.setBody(message.getBody().replace(SAMPLE, house.id().value()));
    return event;
  }

  private static SQSEvent read() throws IOException {
    var file = Path.of(System.getProperty("aldia.root"), "events/sqs-clock-command.json");
    return LambdaEventSerializers.serializerFor(
            SQSEvent.class, ClockHandlerTest.class.getClassLoader())
        .fromJson(Files.readString(file));
  }
}
