package mx.aldia.local.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.id.Ulid;
import mx.aldia.given.WallClock;
import mx.aldia.local.dynamodb.DynamoDbLocal;
import mx.aldia.local.template.TableDefinition;
import mx.aldia.local.template.Template;
import mx.aldia.reminders.SweepHandler;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.TestContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What one minute's sweep reads beside so many open invoices, of which the same number is due: the
 * real sweep, over due entries as the table holds them.
 */
final class SweepReads {
  private static final String COMMAND = "./aldia bench sweep";
  private static final int DUE = 200;
  private static final int SHARDS = 64;
  private static final int BATCH = 25;
  private static final int MOST_IN_MEMORY = 100_000;
  private static final int DAYS_AHEAD = 30;
  private static final String TABLE = "sweep";
  private static final Instant NOW = Instant.parse("2026-03-02T16:40:00Z");
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuuMMddHH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DynamoDbLocal database;
  private final DynamoDbClient client;
  private final WallClock wall = new WallClock(NOW);
  private final Ulid ulid = new Ulid(wall);

  private SweepReads(Path root, DynamoDbLocal database) {
    this.database = database;
    this.client = connect(List.of());
    client.createTable(new TableDefinition(Template.of(root)).request(TABLE));
  }

  /**
   * Measures beside each number of open invoices, in growing order, in one table: in memory, or on
   * disk where it is to hold more than memory should.
   *
   * @param folder where the table is kept
   */
  static List<Row> measure(Path root, Path folder, Progress progress, List<Integer> sizes) {
    var log = folder.resolve("dynamodb.log");
    try (var database =
        sizes.getLast() > MOST_IN_MEMORY
            ? DynamoDbLocal.inFolder(root, folder.resolve("data"), log)
            : DynamoDbLocal.inMemory(root, log)) {
      return new SweepReads(root, database).rows(progress, sizes);
    }
  }

  private List<Row> rows(Progress progress, List<Integer> sizes) {
    var rows = new ArrayList<Row>();
    double first = 0;
    int open = DUE;
    write(DUE, n -> NOW.minusSeconds(1 + n % 2000));
    double each = 0;
    for (int size : sizes) {
      if (each > 0) {
        progress.say(
            "writing %,d open invoices into the table; about %.0f s"
                .formatted(size - open, (size - open) * each));
      }
      long begun = System.nanoTime();
      write(
          size - open,
          n -> NOW.plus(1 + n % (DAYS_AHEAD * 24L), ChronoUnit.HOURS).plusSeconds(n % 3600));
      each = (System.nanoTime() - begun) / 1e9 / (size - open);
      open = size;
      var read = sweep();
      first = first == 0 ? read.reads() : first;
      var shown = "%.1f R (%+.1f %%)".formatted(read.reads(), (read.reads() / first - 1) * 100);
      rows.add(
          Row.most(
              "One sweep, %d due beside %,d open".formatted(DUE, size),
              Math.abs(read.reads() / first - 1),
              shown,
              0.05,
              "within 5 % of 10,000",
              size > 100_000 ? COMMAND + " --million" : COMMAND));
    }
    return rows;
  }

  private Units sweep() {
    var meter = new Meter(client, TABLE);
    var queue = new CountingQueue();
    var sweep =
        new SweepHandler(
            new Table(connect(List.of(meter)), TABLE), queue, "reminders", "clocks", wall);
    sweep.handleRequest(Map.of(), new TestContext()); // raises the watermark to this hour, once
    var before = meter.sum();
    queue.forget();
    sweep.handleRequest(Map.of(), new TestContext());
    if (queue.taken() != DUE) {
      throw new IllegalStateException("%d asked for, not %d".formatted(queue.taken(), DUE));
    }
    return meter.sum().minus(before);
  }

  /** When the entry of this number is due. */
  private interface When {
    Instant of(long number);
  }

  private void write(int count, When when) {
    var batch = new ArrayList<WriteRequest>();
    for (long n = 0; n < count; n++) {
      var item = entry(when.of(n));
      batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
      if (batch.size() == BATCH || n == count - 1) {
        var full = List.copyOf(batch);
        client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, full)));
        batch.clear();
      }
    }
  }

  /** A ladder as it lies in the table while its invoice is open. */
  private Map<String, AttributeValue> entry(Instant at) {
    var partition = "T#ten_01KE9ZB0M0000000000000000A#I#inv_" + ulid.next();
    var item = new HashMap<String, AttributeValue>();
    Map.of(
            "PK",
            partition,
            "SK",
            "DUE#LADDER",
            "tenant",
            "ten_01KE9ZB0M0000000000000000A",
            "invoice",
            partition.substring(partition.indexOf("inv_")),
            "state",
            "SCHEDULED",
            "policy",
            "pol_01KE9ZB0M0000000000000000P",
            "reached",
            "FRIENDLY",
            "at",
            STAMP.format(at),
            "byDuePK",
            "DUE#%s#%02d".formatted(HOUR.format(at), Math.floorMod(partition.hashCode(), SHARDS)),
            "byDueSK",
            STAMP.format(at) + "#" + partition)
        .forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
    return item;
  }

  private DynamoDbClient connect(List<ExecutionInterceptor> interceptors) {
    return DynamoDbClient.builder()
        .endpointOverride(database.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)).build())
        .overrideConfiguration(configuration -> configuration.executionInterceptors(interceptors))
        .build();
  }
}
