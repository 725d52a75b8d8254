package mx.aldia.local.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mx.aldia.local.simulation.table.Change;
import mx.aldia.local.simulation.table.MemoryTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table in memory under a story; how late its indexes are, the story says. */
public final class Memory implements Ground {
  private static final List<String> INDEXES = List.of("byOwner", "byDue", "byMonth");

  private static final String NAME = "simulated";

  private Supplier<Instant> now = () -> Instant.EPOCH;
  private Supplier<Duration> lag = () -> Duration.ZERO;
  private final MemoryTable table =
      new MemoryTable(NAME, INDEXES, () -> now.get(), () -> lag.get());

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void follow(Supplier<Instant> time, Supplier<Duration> late) {
    now = time;
    lag = late;
  }

  @Override
  public DynamoDbClient client() {
    return table;
  }

  @Override
  public void tell(Consumer<List<Change>> changes) {
    table.tell(changes);
  }
}
