package mx.aldia.local.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mx.aldia.local.simulation.table.Change;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table under a story: in memory, or DynamoDB Local. */
public interface Ground {
  /** What it is called in requests. */
  String name();

  /** As it is, without any weather. */
  DynamoDbClient client();

  /**
   * Where a story's time comes from.
   *
   * @param late asked at each change: how long the indexes take to show it
   */
  void follow(Supplier<Instant> time, Supplier<Duration> late);

  /** Tells the changes of each write, those of a transaction together, after it. */
  void tell(Consumer<List<Change>> changes);
}
