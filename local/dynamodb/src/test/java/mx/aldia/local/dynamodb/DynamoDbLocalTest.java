package mx.aldia.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

final class DynamoDbLocalTest {
  private static final Path ROOT = Path.of(System.getProperty("aldia.root", "../.."));

  @TempDir Path folder;

  @Test
  void it_listens_on_this_machine_alone_and_ends_when_it_is_closed() throws Exception {
    var database = DynamoDbLocal.inMemory(ROOT, folder.resolve("log"));
    try (var client = client(database)) {
      assertThat(client.listTables().tableNames()).isEmpty();
      assertThat(database.endpoint().getHost()).isEqualTo("127.0.0.1");
    } finally {
      database.close();
    }
    database.process().onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void a_table_in_a_folder_is_there_after_the_child_was_killed() throws Exception {
    var first = DynamoDbLocal.inFolder(ROOT, folder.resolve("data"), folder.resolve("log"));
    try (var client = client(first)) {
      client.createTable(
          table ->
              table
                  .tableName("kept")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("PK")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName("PK")
                          .keyType(KeyType.HASH)
                          .build()));
    }
    first.process().destroyForcibly();
    first.process().onExit().get(10, TimeUnit.SECONDS);

    try (var second = DynamoDbLocal.inFolder(ROOT, folder.resolve("data"), folder.resolve("log"));
        var client = client(second)) {
      assertThat(client.listTables().tableNames()).containsExactly("kept");
    }
  }

  @Test
  void a_tree_that_is_not_built_is_told_in_one_sentence() {
    assertThatThrownBy(() -> DynamoDbLocal.inMemory(folder, folder.resolve("log")))
        .hasMessageStartingWith("DynamoDB Local is not built: run 'mvn ");
  }

  private static DynamoDbClient client(DynamoDbLocal database) {
    return DynamoDbClient.builder()
        .endpointOverride(database.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
