package mx.aldia.relay;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** What this function is made of. */
final class Wiring {
  private Wiring() {}

  static Relay relay(Map<String, String> environment) {
    var client =
        EventBridgeClient.builder()
            .region(Region.of(required(environment, "AWS_REGION")))
            .credentialsProvider(StaticCredentialsProvider.create(credentials(environment)))
            .httpClient(UrlConnectionHttpClient.create());
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
        .map(URI::create)
        .ifPresent(client::endpointOverride);
    return new Relay(client.build(), required(environment, "BUS_NAME"), Wiring::sleep);
  }

  /** Its own role's, as Lambda gives them: nothing is searched for. */
  private static AwsCredentials credentials(Map<String, String> environment) {
    var key = required(environment, "AWS_ACCESS_KEY_ID");
    var secret = required(environment, "AWS_SECRET_ACCESS_KEY");
    return Optional.ofNullable(environment.get("AWS_SESSION_TOKEN"))
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(key, secret));
  }

  private static String required(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), () -> name + " is not set");
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the bus", e);
    }
  }
}
