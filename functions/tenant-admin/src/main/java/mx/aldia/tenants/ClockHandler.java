package mx.aldia.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.Waiting;
import mx.aldia.edge.CommandHandler;
import mx.aldia.table.ClockStore;
import mx.aldia.table.SweepStore;
import mx.aldia.table.Table;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes advancing sandbox clocks on, one command after another. */
public final class ClockHandler extends CommandHandler {
  /** Well within the function's 29 seconds, its last wait for the table included. */
  private static final Duration BUDGET = Duration.ofSeconds(20);

  private static final Duration LOST = Duration.ofSeconds(5);

  public ClockHandler() {
    this(System.getenv());
  }

  public ClockHandler(Map<String, String> environment) {
    this(
        Table.connect(environment),
        RemindersQueue.of(environment),
        ClockQueue.of(environment),
        Clock.systemUTC(),
        Waiting.real());
  }

  /**
   * Of these parts.
   *
   * @param reminders where the queue of reminders is, and {@code clocks} that of sandbox clocks
   */
  public ClockHandler(
      Table table, SqsClient sqs, String reminders, String clocks, Clock wall, Waiting waiting) {
    this(table, new RemindersQueue(sqs, reminders), new ClockQueue(sqs, clocks), wall, waiting);
  }

  private ClockHandler(
      Table table, RemindersQueue reminders, ClockQueue clocks, Clock wall, Waiting waiting) {
    this(
        new AdvanceClock(new ClockStore(table), reminders, wall, BUDGET, LOST, waiting),
        clocks::tell);
  }

  /**
   * For tests.
   *
   * @param goOn asks for another run; one that is stuck waits for the sweep instead
   */
  ClockHandler(AdvanceClock advance, Consumer<TenantId> goOn) {
    super(
        "clock-advance",
        command -> {
          var tenant = tenant(command);
          if (advance.run(tenant) == AdvanceClock.Ended.MOVING) {
            goOn.accept(tenant);
          }
        });
  }

  /** As we say it, or as the sweep found it in the table. */
  private static TenantId tenant(JsonNode command) {
    return command.hasNonNull("tenant")
        ? new TenantId(command.path("tenant").asText())
        : ClockStore.tenantOf(
            new SweepStore.DueKey(command.path("pk").asText(), command.path("sk").asText()));
  }
}
