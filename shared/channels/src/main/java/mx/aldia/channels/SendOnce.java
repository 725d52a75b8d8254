package mx.aldia.channels;

import java.time.Duration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** How a client that sends messages is configured. */
public final class SendOnce {
  /** Longer than SES and SNS ever took; shorter than any queue's visibility. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SendOnce() {}

  /** No retries: the SDK's own would send again what only its answer was lost of. */
  public static ClientOverrideConfiguration configuration() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .apiCallTimeout(PATIENCE)
        .build();
  }

  /** Refuses a client that was not configured so. */
  static void require(SdkServiceClientConfiguration configuration) {
    var once =
        configuration
            .overrideConfiguration()
            .retryStrategy()
            .filter(strategy -> strategy.maxAttempts() == 1)
            .isPresent();
    if (!once) {
      throw new IllegalArgumentException(
          "a client that retries may send twice: configure it with SendOnce.configuration()");
    }
  }
}
