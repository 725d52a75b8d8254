package mx.aldia.local.proof.hostile;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Sees every write to the table, from its own stream. */
final class Quiet implements AutoCloseable {
  private static final int MOST_LOOKS = 200;

  private final DynamoDbClient table;
  private final DynamoDbStreamsClient streams;
  private final String name;
  private final String stream;
  private final Map<String, String> iterators = new HashMap<>();

  Quiet(URI database) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    this.table =
        DynamoDbClient.builder()
            .endpointOverride(database)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(database)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.name = table.listTables().tableNames().getFirst();
    this.stream = table.describeTable(it -> it.tableName(name)).table().latestStreamArn();
  }

  /**
   * Waits until nobody works for these tenants any more, and looks from there on.
   *
   * @return false when they do not come to rest
   */
  boolean begin(List<String> tenants) throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (tenants.stream().allMatch(this::isAtRest)) {
        iterators.clear();
        for (var shard :
            streams.describeStream(it -> it.streamArn(stream)).streamDescription().shards()) {
          iterators.put(
              shard.shardId(),
              streams
                  .getShardIterator(
                      it ->
                          it.streamArn(stream)
                              .shardId(shard.shardId())
                              .shardIteratorType(ShardIteratorType.LATEST))
                  .shardIterator());
        }
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  private boolean isAtRest(String tenant) {
    var clock =
        table
            .getItem(
                it ->
                    it.tableName(name)
                        .consistentRead(true)
                        .key(
                            Map.of(
                                "PK", AttributeValue.fromS("T#" + tenant),
                                "SK", AttributeValue.fromS("CLOCK"))))
            .item();
    return !clock.containsKey("target")
        && Optional.ofNullable(clock.get("pending")).map(it -> it.n().equals("0")).orElse(true);
  }

  /** Keys that were written since the last look, but for what writes itself and is no fact. */
  List<String> written() {
    var keys = new ArrayList<String>();
    for (var shard : List.copyOf(iterators.keySet())) {
      @Nullable String iterator = iterators.get(shard);
      while (iterator != null) {
        var from = iterator;
        var got = streams.getRecords(it -> it.shardIterator(from));
        for (var record : got.records()) {
          var key = key(record);
          // The sweep's mark, and a number held for a moment and given back: docs/adr/0005 and the
          // folios.
          if (!key.startsWith("SWEEP") && !key.endsWith(" COUNTER")) {
            keys.add(key);
          }
        }
        iterator = got.records().isEmpty() ? null : got.nextShardIterator();
        if (got.nextShardIterator() != null) {
          iterators.put(shard, got.nextShardIterator());
        }
      }
    }
    return keys;
  }

  private static String key(Record record) {
    return Stream.of("PK", "SK")
        .map(name -> Optional.ofNullable(record.dynamodb().keys().get(name)))
        .map(it -> it.map(AttributeValue::s).orElse(""))
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    table.close();
    streams.close();
  }
}
