package mx.aldia.local.acceptance;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All that is written of one business, and which businesses and keys there are. */
record Snapshot(Map<String, Map<String, AttributeValue>> items) {
  static Snapshot of(String tenant) {
    var items = new TreeMap<String, Map<String, AttributeValue>>();
    try (DynamoDbClient client = Aldia.database()) {
      var table = client.listTables().tableNames().getFirst();
      client
          .scanPaginator(ask -> ask.tableName(table).consistentRead(true))
          .items()
          .forEach(
              item -> {
                var key = text(item, "PK") + " " + text(item, "SK");
                if (key.startsWith("T#" + tenant) || key.matches(".* (TENANT|KEY)")) {
                  items.put(key, item);
                }
              });
    }
    return new Snapshot(items);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }
}
