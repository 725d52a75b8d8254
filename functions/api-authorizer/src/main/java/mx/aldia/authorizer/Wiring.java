package mx.aldia.authorizer;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import mx.aldia.edge.Environment;
import mx.aldia.table.KeyStore;
import mx.aldia.table.Table;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What this function is made of. */
final class Wiring {
  private Wiring() {}

  static RecogniseCaller recogniseCaller(Map<String, String> variables) {
    var environment = Environment.of(variables, "TABLE_NAME", "AWS_REGION");
    var client =
        DynamoDbClient.builder()
            .region(Region.of(environment.get("AWS_REGION")))
            .credentialsProvider(DefaultCredentialsProvider.builder().build())
            .httpClient(UrlConnectionHttpClient.create());
    environment
        .find("AWS_ENDPOINT_URL_DYNAMODB")
        .or(() -> environment.find("AWS_ENDPOINT_URL"))
        .map(URI::create)
        .ifPresent(client::endpointOverride);
    var table = new Table(client.build(), environment.get("TABLE_NAME"));
    return new RecogniseCaller(
        hash -> KeyStore.find(table, hash),
        environment.find("OPERATOR_KEY_HASH"),
        Clock.systemUTC());
  }
}
