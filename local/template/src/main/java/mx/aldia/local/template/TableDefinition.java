package mx.aldia.local.template;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table as the template defines it, so that tests and the local cloud cannot drift from it. */
public final class TableDefinition {
  private final Node properties;

  /** Finds the one table of the template. */
  public TableDefinition(Template template) {
    this.properties = template.resource("Table").get("Properties");
  }

  /** What makes the table, its indexes and its stream, under the given name. */
  public CreateTableRequest request(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(properties.get("BillingMode").text())
        .attributeDefinitions(
            properties.get("AttributeDefinitions").elements().stream()
                .map(
                    attribute ->
                        AttributeDefinition.builder()
                            .attributeName(attribute.get("AttributeName").text())
                            .attributeType(attribute.get("AttributeType").text())
                            .build())
                .toList())
        .keySchema(keys(properties))
        .globalSecondaryIndexes(
            properties.get("GlobalSecondaryIndexes").elements().stream()
                .map(TableDefinition::index)
                .toList())
        .streamSpecification(
            stream ->
                stream
                    .streamEnabled(true)
                    .streamViewType(
                        properties.get("StreamSpecification").get("StreamViewType").text()))
        .build();
  }

  private static GlobalSecondaryIndex index(Node index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.get("IndexName").text())
        .keySchema(keys(index))
        .projection(to -> to.projectionType(index.get("Projection").get("ProjectionType").text()))
        .build();
  }

  private static List<KeySchemaElement> keys(Node owner) {
    return owner.get("KeySchema").elements().stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.get("AttributeName").text())
                    .keyType(key.get("KeyType").text())
                    .build())
        .toList();
  }
}
