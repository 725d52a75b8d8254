package mx.aldia.local.proof;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mx.aldia.local.dynamodb.DynamoDbLocal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every item that a home's table holds, read past all our own code, when nobody writes any more.
 */
public final class Items {
  /** What moves money, beside what moves the debt alone. */
  private static final Set<String> MONEY = Set.of("PAYMENT", "REVERSAL", "REFUND");

  private static final String LEDGER = "ledger = balance = total - paid - credited";

  private final Map<String, List<Item>> byPartition = new HashMap<>();

  /** An item as it lies there. */
  public record Item(String pk, String sk, Map<String, AttributeValue> attributes) {
    /** A member that is text; empty when it is absent. */
    public String text(String name) {
      return maybe(name).orElse("");
    }

    public Optional<String> maybe(String name) {
      return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    /** The numbers of a member that maps names to them. */
    public List<Long> numbers(String name) {
      return Optional.ofNullable(attributes.get(name)).stream()
          .flatMap(it -> it.m().values().stream())
          .map(it -> Long.valueOf(it.n()))
          .toList();
    }

    /** A member that is a number; 0 when it is absent. */
    public long number(String name) {
      return Optional.ofNullable(attributes.get(name)).map(it -> Long.parseLong(it.n())).orElse(0L);
    }
  }

  /** Opens the database in a home that nothing runs in, and reads all of it. */
  public static Items of(Path root, Path home) {
    try (var database =
        DynamoDbLocal.inFolder(root, home.resolve("dynamodb"), home.resolve("dynamodb.log"))) {
      return at(database.endpoint());
    }
  }

  /** Reads all of a database that runs. */
  public static Items at(URI endpoint) {
    var items = new Items();
    try (var client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      var table = client.listTables().tableNames().getFirst();
      client
          .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
          .items()
          .forEach(items::add);
    }
    return items;
  }

  private void add(Map<String, AttributeValue> attributes) {
    var key = new Item("", "", attributes);
    var item = new Item(key.text("PK"), key.text("SK"), attributes);
    byPartition.computeIfAbsent(item.pk(), _ -> new ArrayList<>()).add(item);
  }

  /** Of one partition, in the order of their sort keys. */
  public List<Item> of(String partition) {
    return byPartition.getOrDefault(partition, List.of());
  }

  /** Of all partitions that begin so. */
  public Stream<Item> under(String prefix) {
    return byPartition.entrySet().stream()
        .filter(it -> it.getKey().startsWith(prefix))
        .flatMap(it -> it.getValue().stream());
  }

  /** What an invoice's books say, and what its head says: they are the same money. */
  public void ledgers(String tenant, Findings findings) {
    under(tenant + "#I#")
        .filter(it -> it.sk().equals("INVOICE") && !it.text("state").equals("draft"))
        .forEach(head -> ledger(head, findings));
  }

  private void ledger(Item head, Findings findings) {
    long balance = 0;
    long paid = 0;
    for (var entry : of(head.pk())) {
      if (entry.sk().startsWith("LEDGER#")) {
        balance += entry.number("amount");
        paid -= MONEY.contains(entry.text("kind")) ? entry.number("amount") : 0;
      }
    }
    long owed =
        head.text("state").equals("void")
            ? 0
            : head.number("total") - head.number("paid") - head.number("credited");
    var said =
        "the ledger sums to %d and its payments to %d; the head owes %d after %d"
            .formatted(balance, paid, owed, head.number("paid"));
    findings.look(
        LEDGER, balance == owed && paid == head.number("paid"), head.text("id"), () -> said);
  }

  /** How many there are. */
  public int size() {
    return byPartition.values().stream().mapToInt(List::size).sum();
  }
}
