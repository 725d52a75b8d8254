package mx.aldia.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two hundred stories; ten thousand by {@code ./aldia prove simulation}. */
class SimulationTest {
  private static final int STORIES = 200;
  private static final Setting SETTING = Setting.of(Path.of(System.getProperty("aldia.root")));

  private final Proof proof = new Proof(SETTING, 2, System.err::println);

  @Test
  void whatever_the_cloud_does_nothing_is_lost_doubled_or_said_to_who_has_paid() {
    assertThat(proof.holds(1, STORIES, _ -> {})).isEmpty();
    assertThat(proof.faults()).isGreaterThan(STORIES);
  }

  @Test
  void a_seed_tells_one_story() {
    for (long seed = 1; seed <= 5; seed++) {
      var once = Story.of(Plan.of(seed), SETTING, new Memory(), true);
      var again = Story.of(Plan.of(seed), SETTING, new Memory(), true);

      assertThat(again.lines()).isEqualTo(once.lines());
      assertThat(again.print()).isEqualTo(once.print());
      assertThat(again.faults()).isEqualTo(once.faults());
    }
  }

  @Test
  void on_dynamodb_local_it_is_the_same_story() {
    var still = Plan.of(3).without(Set.of(Fault.INDEX_LAG));

    var inMemory = Story.of(still, SETTING, new Memory(), true);
    var onDisk = Story.of(still, SETTING, new OnDynamoDbLocal(), true);

    assertThat(onDisk.violation()).isEmpty();
    assertThat(onDisk.lines()).isEqualTo(inMemory.lines());
    assertThat(onDisk.print()).isEqualTo(inMemory.print());
  }
}
