package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void all_that_is_missing_is_told_at_once() {
    assertThatThrownBy(() -> Environment.of(Map.of("A", "1", "B", " "), "A", "B", "TABLE_NAME"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("missing in the environment: B, TABLE_NAME");
  }

  @Test
  void what_is_there_is_given() {
    var environment = Environment.of(Map.of("A", "1", "C", ""), "A");

    assertThat(environment.get("A")).isEqualTo("1");
    assertThat(environment.find("B")).isEmpty();
    assertThat(environment.find("C")).isEmpty();
    assertThatThrownBy(() -> environment.get("B")).hasMessageContaining("B");
  }
}
