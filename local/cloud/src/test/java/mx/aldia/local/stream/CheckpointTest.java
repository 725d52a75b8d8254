package mx.aldia.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import mx.aldia.local.bus.Settlements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {
  @TempDir Path folder;
  private final Settlements settlements = new Settlements();

  @Test
  void it_moves_past_what_is_nobodys_business_at_once() {
    var checkpoint = checkpoint();

    checkpoint.pass("shard", "1", Optional.empty());
    checkpoint.pass("shard", "2", Optional.of("evt that fed no queue"));
    checkpoint.advance();

    assertThat(checkpoint().position("shard")).contains("2");
  }

  @Test
  void it_waits_until_every_queue_has_finished() {
    var checkpoint = checkpoint();
    settlements.open("evt", 2);
    checkpoint.pass("shard", "1", Optional.of("evt"));
    checkpoint.pass("shard", "2", Optional.empty());
    checkpoint.advance();
    assertThat(checkpoint.position("shard")).isEmpty();

    settlements.close("evt");
    assertThat(checkpoint.position("shard")).isEmpty();

    settlements.close("evt");
    assertThat(checkpoint.position("shard")).contains("2");
  }

  @Test
  void an_event_that_waits_holds_up_its_own_shard_alone() {
    var checkpoint = checkpoint();
    settlements.open("slow", 1);
    checkpoint.pass("one", "1", Optional.of("slow"));
    checkpoint.pass("other", "7", Optional.of("quick"));
    checkpoint.advance();

    assertThat(checkpoint.position("one")).isEmpty();
    assertThat(checkpoint.position("other")).contains("7");
  }

  @Test
  void a_shard_that_is_done_with_is_never_read_again() {
    var checkpoint = checkpoint();
    checkpoint.pass("shard", "1", Optional.empty());
    checkpoint.passEnd("shard");
    checkpoint.advance();

    assertThat(checkpoint().isFinished("shard")).isTrue();
    assertThat(checkpoint().position("shard")).isEmpty();
  }

  @Test
  void what_the_stream_has_forgotten_is_forgotten() {
    var checkpoint = checkpoint();
    checkpoint.pass("old", "1", Optional.empty());
    checkpoint.pass("new", "1", Optional.empty());
    checkpoint.advance();

    checkpoint.keepOnly(Set.of("new"));

    assertThat(checkpoint.position("old")).isEmpty();
    assertThat(checkpoint.position("new")).contains("1");
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(folder.resolve("stream.json"), settlements);
  }
}
