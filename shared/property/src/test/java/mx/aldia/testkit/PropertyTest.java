package mx.aldia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropertyTest {
  private static final Pattern SEED = Pattern.compile("-Dproperty\\.seed=(-?\\d+)");

  @Test
  void it_tries_as_many_cases_as_asked_and_numbers_them() {
    var runs = new ArrayList<Integer>();

    Property.forAll(5, (_, run) -> runs.add(run), null, 2);

    assertThat(runs).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void every_case_is_another_one() {
    var drawn = new ArrayList<Long>();

    Property.forAll(100, (random, _) -> drawn.add(random.nextLong()), null, 1);

    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void a_failure_names_the_seed_that_replays_it() {
    var seen = new ArrayList<Integer>();
    Property.Check fewerThanNinety =
        (random, _) -> {
          var number = random.nextInt(100);
          seen.add(number);
          assertThat(number).isLessThan(90);
        };

    var failure = catchThrowable(() -> Property.forAll(10_000, fewerThanNinety, null, 1));

    assertThat(failure).isInstanceOf(AssertionError.class);
    var seed = SEED.matcher(failure.getMessage());
    assertThat(seed.find()).isTrue();
    var culprit = seen.getLast();
    seen.clear();
    assertThatThrownBy(() -> Property.forAll(10_000, fewerThanNinety, seed.group(1), 1))
        .isInstanceOf(AssertionError.class);
    assertThat(seen).isEqualTo(List.of(culprit));
  }

  @Test
  void an_exception_is_a_failure_too() {
    assertThatThrownBy(
            () ->
                Property.forAll(
                    1,
                    (_, _) -> {
                      throw new java.io.IOException("no disk");
                    },
                    null,
                    1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no disk")
        .hasMessageContaining("-Dproperty.seed=");
  }
}
