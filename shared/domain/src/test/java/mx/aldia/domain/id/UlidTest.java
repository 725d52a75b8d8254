package mx.aldia.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidTest {
  @Test
  void it_is_written_as_the_specification_writes_it() {
    var random = new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    assertThat(Ulid.encode(1469918176385L, new byte[10])).isEqualTo("01ARYZ6S410000000000000000");
    assertThat(Ulid.encode(0xFFFF_FFFF_FFFFL, random)).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  }

  @Test
  void a_later_one_sorts_later_and_no_two_are_the_same() {
    var early = new Ulid(Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC));
    var late = new Ulid(Clock.fixed(Instant.ofEpochMilli(1_000_001), ZoneOffset.UTC));

    assertThat(early.next()).isLessThan(late.next());
    assertThat(IntStream.range(0, 10_000).mapToObj(_ -> early.next()).distinct()).hasSize(10_000);
  }
}
