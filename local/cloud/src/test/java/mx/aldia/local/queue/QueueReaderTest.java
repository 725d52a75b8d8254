package mx.aldia.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QueueReaderTest {
  /**
   * As a message is leased by whoever sends it, and as often as the template's queues bring one.
   */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int TRIES = 5;

  @Test
  void what_a_dead_sender_holds_is_tried_once_more_when_its_lease_is_over() {
    var beforeTheLastTry =
        IntStream.range(1, TRIES)
            .mapToObj(QueueReader::pauseAfter)
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(beforeTheLastTry).isGreaterThan(LEASE);
  }

  @Test
  void what_failed_for_a_moment_is_tried_again_in_a_moment() {
    assertThat(QueueReader.pauseAfter(1)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
