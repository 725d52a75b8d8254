package mx.aldia.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;

final class ConsumersTest {
  @Test
  void the_clock_waits_for_as_many_consumers_as_the_template_has_rules() {
    Map<String, Integer> targets = new TreeMap<>();
    Template.of(Path.of(System.getProperty("aldia.root", "../..")))
        .resources("AWS::Events::Rule")
        .values()
        .forEach(
            rule -> {
              var properties = rule.get("Properties");
              int queues = properties.get("Targets").elements().size();
              properties
                  .get("EventPattern")
                  .get("detail-type")
                  .elements()
                  .forEach(type -> targets.merge(plain(type.text()), queues, Integer::sum));
            });

    assertThat(targets).isEqualTo(new TreeMap<>(Outbox.CONSUMERS));
  }

  /** {@code internal.document.rendered.v1} is the type {@code document.rendered}. */
  private static String plain(String detailType) {
    return detailType.replaceFirst("^internal\\.", "").replaceFirst("\\.v\\d+$", "");
  }
}
