package mx.aldia.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Recorded requests that others keep: {@code -Dfixtures.webhooks=<directory>} with {@code
 * stripe/<case>/{case,body}.json} in it.
 */
@EnabledIfSystemProperty(named = "fixtures.webhooks", matches = ".+")
class StripeFixturesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TestFactory
  List<DynamicTest> each_recorded_request_is_judged_as_stripe_judges_it() throws IOException {
    try (var cases = Files.list(Path.of(System.getProperty("fixtures.webhooks"), "stripe"))) {
      return cases.map(it -> dynamicTest(it.getFileName().toString(), () -> check(it))).toList();
    }
  }

  private static void check(Path directory) throws IOException {
    var it = JSON.readTree(directory.resolve("case.json").toFile());
    Map<String, String> headers = new HashMap<>();
    it.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    var request =
        new ProviderRequest(Files.readAllBytes(directory.resolve("body.json")), headers, Map.of());

    var verdict =
        new StripeGateway()
            .verify(
                request,
                List.of(it.path("secret").asText()),
                Instant.ofEpochSecond(it.path("now_epoch_s").longValue()));

    assertThat(verdict)
        .as(it.toString())
        .isInstanceOf(accepted(it) ? Verdict.Verified.class : Verdict.Rejected.class);
  }

  private static boolean accepted(JsonNode it) {
    return it.path("expected").asText().equals("ACCEPT");
  }
}
