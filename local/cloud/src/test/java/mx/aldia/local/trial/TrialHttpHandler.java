package mx.aldia.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says what it was asked, and writes an event where it is asked to. */
public final class TrialHttpHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;
  private final DynamoDbClient table;

  public TrialHttpHandler(Map<String, String> environment) {
    this.environment = environment;
    this.table =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return switch (event.getRouteKey()) {
      case "POST /events/{id}" -> write(event.getPathParameters().getOrDefault("id", ""));
      case "GET /bytes" ->
          APIGatewayV2HTTPResponse.builder()
              .withStatusCode(200)
              .withHeaders(Map.of("Content-Type", "application/pdf"))
              .withIsBase64Encoded(true)
              .withBody(Base64.getEncoder().encodeToString(new byte[] {0, 1, (byte) 0xff}))
              .build();
      case "GET /breaks" -> throw new IllegalStateException("on purpose");
      default -> echo(event);
    };
  }

  private APIGatewayV2HTTPResponse write(String id) {
    var item = new HashMap<String, AttributeValue>();
    item.put("PK", AttributeValue.fromS("T#t#I#" + id));
    item.put("SK", AttributeValue.fromS("EVENT#00000000000000000001#00"));
    item.put("id", AttributeValue.fromS("evt_" + id));
    item.put("type", AttributeValue.fromS("trial.happened"));
    item.put("schema", AttributeValue.fromN("1"));
    item.put("tenant", AttributeValue.fromS("ten_t"));
    item.put("subject", AttributeValue.fromS(id));
    item.put("sequence", AttributeValue.fromN("1"));
    item.put("at", AttributeValue.fromS("2026-01-05T15:00:00Z"));
    item.put("data", AttributeValue.fromS("{}"));
    table.putItem(put -> put.tableName(environment.get("TABLE_NAME")).item(item));
    return APIGatewayV2HTTPResponse.builder().withStatusCode(201).withBody("{}").build();
  }

  private APIGatewayV2HTTPResponse echo(APIGatewayV2HTTPEvent event) {
    var said = JSON.createObjectNode();
    said.put("routeKey", event.getRouteKey());
    said.put("rawPath", event.getRawPath());
    said.put("body", event.getBody());
    said.put("isBase64Encoded", event.getIsBase64Encoded());
    said.set("query", JSON.valueToTree(event.getQueryStringParameters()));
    said.set("path", JSON.valueToTree(event.getPathParameters()));
    said.set("headers", JSON.valueToTree(event.getHeaders()));
    said.put("requestId", event.getRequestContext().getRequestId());
    said.put("origin", environment.get("PUBLIC_ORIGIN"));
    Optional.ofNullable(event.getRequestContext().getAuthorizer())
        .ifPresent(it -> said.set("caller", JSON.valueToTree(it.getLambda())));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("X-Said", "yes"))
        .withBody(said.toString())
        .build();
  }
}
