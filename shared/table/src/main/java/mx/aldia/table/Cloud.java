package mx.aldia.table;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How a function reaches AWS: one way for every client, said by the environment, so that nothing is
 * searched for at a cold start.
 */
public final class Cloud {
  private final Map<String, String> environment;

  /**
   * The cloud of one function.
   *
   * @param environment AWS_REGION; credentials as Lambda gives them; AWS_ENDPOINT_URL and
   *     AWS_ENDPOINT_URL_{SERVICE} where AWS is not AWS
   */
  public Cloud(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * A client's builder, told region, credentials, endpoint and the small HTTP client.
   *
   * @param service as in AWS_ENDPOINT_URL_{SERVICE}: DYNAMODB, SQS, ...
   */
  public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(
      B builder, String service) {
    builder
        .region(Region.of(said("AWS_REGION").orElseThrow(() -> missing("AWS_REGION"))))
        .credentialsProvider(credentials());
    builder.httpClient(UrlConnectionHttpClient.create());
    said("AWS_ENDPOINT_URL_" + service)
        .or(() -> said("AWS_ENDPOINT_URL"))
        .map(URI::create)
        .ifPresent(builder::endpointOverride);
    return builder;
  }

  /** After a restore from a snapshot Lambda serves credentials; else they are variables. */
  private AwsCredentialsProvider credentials() {
    if (said("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
      return ContainerCredentialsProvider.create();
    }
    var key = said("AWS_ACCESS_KEY_ID").orElseThrow(() -> missing("AWS_ACCESS_KEY_ID"));
    var secret = said("AWS_SECRET_ACCESS_KEY").orElseThrow(() -> missing("AWS_SECRET_ACCESS_KEY"));
    AwsCredentials credentials =
        said("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(key, secret));
    return StaticCredentialsProvider.create(credentials);
  }

  private Optional<String> said(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("missing in the environment: " + name);
  }
}
