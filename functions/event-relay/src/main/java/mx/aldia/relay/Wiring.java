package mx.aldia.relay;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
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
            .credentialsProvider(DefaultCredentialsProvider.builder().build())
            .httpClient(UrlConnectionHttpClient.create());
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
        .map(URI::create)
        .ifPresent(client::endpointOverride);
    return new Relay(client.build(), required(environment, "BUS_NAME"), Wiring::sleep);
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
