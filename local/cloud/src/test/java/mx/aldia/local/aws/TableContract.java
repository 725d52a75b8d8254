package mx.aldia.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mx.aldia.local.aws.Cloud.Part;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What the stores rely on of DynamoDB: they decide by its conditions and by their order. */
interface TableContract {
  /** The endpoint that is asked. */
  Cloud cloud();

  /** Skips what the endpoint says it cannot, by that name. */
  default void requires(Part part) {
    assumeTrue(cloud().can().contains(part), () -> cloud().name() + " cannot " + part.says());
  }

  @Test
  default void a_transaction_is_whole_or_not_at_all_and_says_what_failed() {
    requires(Part.TABLE);
    var there = id();
    write(put(there, "1"));

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(() -> write(put(there, "2"), put(there, "1")))
        .satisfies(
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(CancellationReason::code)
                    .containsExactly("None", "ConditionalCheckFailed"));

    assertThat(sorts(there)).containsExactly("1");
  }

  @Test
  default void a_condition_that_does_not_hold_changes_nothing() {
    requires(Part.TABLE);
    var id = id();
    write(put(id, "1"));

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(
            () ->
                cloud()
                    .tables()
                    .putItem(
                        it ->
                            it.tableName(cloud().table())
                                .item(item(id, "1"))
                                .conditionExpression("attribute_not_exists(PK)")));
    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(
            () ->
                write(
                    put(id, "2"),
                    TransactWriteItem.builder()
                        .conditionCheck(
                            it ->
                                it.tableName(cloud().table())
                                    .key(key(id, "1"))
                                    .conditionExpression("attribute_exists(gone)"))
                        .build()));

    assertThat(sorts(id)).containsExactly("1");
  }

  @Test
  default void a_counter_goes_on_from_where_it_was_and_says_so() {
    requires(Part.TABLE);
    var id = id();

    assertThat(Stream.generate(() -> count(id)).limit(3)).containsExactly("1", "2", "3");
  }

  @Test
  default void a_partition_is_read_in_the_order_of_its_bytes_page_by_page() {
    requires(Part.TABLE);
    var id = id();
    write(put(id, "é"), put(id, "a#10"), put(id, "a#9"), put(id, "Z"));

    var first = page(id, Map.of());
    var second = page(id, first.lastEvaluatedKey());

    assertThat(Stream.of(first, second).flatMap(it -> it.items().stream()).map(TableContract::sort))
        .containsExactly("Z", "a#10", "a#9", "é");
  }

  @Test
  default void a_batch_gives_what_is_there() {
    requires(Part.TABLE);
    var id = id();
    write(put(id, "1"));
    var keys = List.of(key(id, "1"), key(id, "2"));

    var found =
        cloud()
            .tables()
            .batchGetItem(
                it ->
                    it.requestItems(
                        Map.of(
                            cloud().table(),
                            KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));

    assertThat(found.responses().get(cloud().table()))
        .extracting(TableContract::sort)
        .containsExactly("1");
  }

  @Test
  default void an_index_has_keys_alone_and_only_of_what_has_its_own() {
    requires(Part.TABLE);
    var id = id();
    write(put(id, "owned"), put(id, "loose"));
    cloud()
        .tables()
        .updateItem(
            it ->
                it.tableName(cloud().table())
                    .key(key(id, "owned"))
                    .updateExpression("SET byOwnerPK = :p, byOwnerSK = :s")
                    .expressionAttributeValues(
                        Map.of(":p", AttributeValue.fromS(id), ":s", AttributeValue.fromS("x"))));

    var found =
        cloud()
            .tables()
            .query(
                it ->
                    it.tableName(cloud().table())
                        .indexName("byOwner")
                        .keyConditionExpression("byOwnerPK = :p")
                        .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(id))));

    assertThat(found.items()).hasSize(1);
    assertThat(found.items().getFirst().keySet())
        .containsExactlyInAnyOrder("PK", "SK", "byOwnerPK", "byOwnerSK");
  }

  @Test
  default void an_item_has_a_most_of_bytes() {
    requires(Part.TABLE);
    var large = new HashMap<>(item(id(), "1"));
    large.put("body", AttributeValue.fromS("x".repeat(400 * 1024)));

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> cloud().tables().putItem(it -> it.tableName(cloud().table()).item(large)))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  default void the_stream_tells_each_change_in_order_as_it_was_and_is() {
    requires(Part.STREAM);
    var id = id();
    write(put(id, "COUNTER"));
    count(id);
    cloud().tables().deleteItem(it -> it.tableName(cloud().table()).key(key(id, "COUNTER")));

    var told = cloud().streamed().stream().filter(it -> partition(it).equals(id)).toList();

    assertThat(told)
        .extracting(Record::eventNameAsString)
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(told.get(1).dynamodb().oldImage()).doesNotContainKey("n");
    assertThat(told.get(1).dynamodb().newImage()).containsEntry("n", AttributeValue.fromN("1"));
    assertThat(told.get(2).dynamodb().oldImage()).containsEntry("n", AttributeValue.fromN("1"));
  }

  private void write(TransactWriteItem... items) {
    cloud().tables().transactWriteItems(it -> it.transactItems(items));
  }

  private TransactWriteItem put(String id, String sort) {
    return TransactWriteItem.builder()
        .put(
            it ->
                it.tableName(cloud().table())
                    .item(item(id, sort))
                    .conditionExpression("attribute_not_exists(PK)"))
        .build();
  }

  private String count(String id) {
    return cloud()
        .tables()
        .updateItem(
            it ->
                it.tableName(cloud().table())
                    .key(key(id, "COUNTER"))
                    .updateExpression("ADD #n :one")
                    .expressionAttributeNames(Map.of("#n", "n"))
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                    .returnValues(ReturnValue.ALL_NEW))
        .attributes()
        .getOrDefault("n", AttributeValue.fromN("0"))
        .n();
  }

  private List<String> sorts(String id) {
    return page(id, Map.of()).items().stream().map(TableContract::sort).toList();
  }

  /** At most three items, after the given one. */
  private QueryResponse page(String id, Map<String, AttributeValue> after) {
    return cloud()
        .tables()
        .query(
            it ->
                it.tableName(cloud().table())
                    .consistentRead(true)
                    .keyConditionExpression("PK = :p")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(id)))
                    .exclusiveStartKey(after.isEmpty() ? null : after)
                    .limit(3));
  }

  private static String id() {
    return "CONTRACT#" + UUID.randomUUID();
  }

  private static Map<String, AttributeValue> key(String id, String sort) {
    return Map.of("PK", AttributeValue.fromS(id), "SK", AttributeValue.fromS(sort));
  }

  private static Map<String, AttributeValue> item(String id, String sort) {
    var item = new HashMap<>(key(id, sort));
    item.put("body", AttributeValue.fromS("ñ"));
    return item;
  }

  private static String sort(Map<String, AttributeValue> item) {
    return item.getOrDefault("SK", AttributeValue.fromS("")).s();
  }

  private static String partition(Record told) {
    return told.dynamodb().keys().getOrDefault("PK", AttributeValue.fromS("")).s();
  }
}
