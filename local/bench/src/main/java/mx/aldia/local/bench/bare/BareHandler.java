package mx.aldia.local.bench.bare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Answers the same event by one PutItem, with the same client. */
public final class BareHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(URI.create(said("AWS_ENDPOINT_URL_DYNAMODB")))
          .region(Region.of(said("AWS_REGION")))
          .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    dynamo.putItem(
        put ->
            put.tableName(said("TABLE_NAME"))
                .item(
                    Map.of(
                        "PK", AttributeValue.fromS("BARE#" + context.getAwsRequestId()),
                        "SK", AttributeValue.fromS("BARE"),
                        "body", AttributeValue.fromS(event.getBody()))));
    return APIGatewayV2HTTPResponse.builder().withStatusCode(201).withBody("{}").build();
  }

  private static String said(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
