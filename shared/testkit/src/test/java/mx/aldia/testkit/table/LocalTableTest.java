package mx.aldia.testkit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class LocalTableTest {
  private static final LocalTable TABLE = LocalTable.create();

  @Test
  void each_table_is_alone() {
    var other = LocalTable.create();
    put(TABLE.client(), "alone");

    assertThat(other.name()).isNotEqualTo(TABLE.name());
    assertThat(other.client().scan(scan -> scan.tableName(other.name())).items()).isEmpty();
  }

  @Test
  void an_item_is_found_by_its_owner() {
    TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(item("indexed")));

    var found =
        TABLE
            .client()
            .query(
                query ->
                    query
                        .tableName(TABLE.name())
                        .indexName("byOwner")
                        .keyConditionExpression("byOwnerPK = :owner")
                        .expressionAttributeValues(Map.of(":owner", text("owner of indexed"))));

    assertThat(found.items())
        .singleElement()
        .extracting(item -> item.get("PK"))
        .isEqualTo(text("indexed"));
  }

  @Test
  void a_conflict_writes_nothing_and_then_passes() {
    var client = TABLE.client(new Weather().conflicts(1));

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(() -> put(client, "conflict"))
        .satisfies(
            e ->
                assertThat(e.cancellationReasons().getFirst().code())
                    .isEqualTo("TransactionConflict"));
    assertThat(isThere("conflict")).isFalse();

    put(client, "conflict");
    assertThat(isThere("conflict")).isTrue();
  }

  @Test
  void a_lost_answer_hides_a_write_that_happened() {
    var client = TABLE.client(new Weather().losesAnswers(1));

    assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put(client, "lost"));

    assertThat(isThere("lost")).isTrue();
  }

  private static void put(DynamoDbClient client, String key) {
    client.transactWriteItems(
        transaction ->
            transaction.transactItems(
                TransactWriteItem.builder()
                    .put(Put.builder().tableName(TABLE.name()).item(item(key)).build())
                    .build()));
  }

  private static boolean isThere(String key) {
    return TABLE
        .client()
        .getItem(get -> get.tableName(TABLE.name()).key(Map.of("PK", text(key), "SK", text("X"))))
        .hasItem();
  }

  private static Map<String, AttributeValue> item(String key) {
    return Map.of(
        "PK",
        text(key),
        "SK",
        text("X"),
        "byOwnerPK",
        text("owner of " + key),
        "byOwnerSK",
        text("X"));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
