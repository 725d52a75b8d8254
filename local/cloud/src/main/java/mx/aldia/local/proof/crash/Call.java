package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request as an integrator means it: it may be sent many times, always with the same bytes.
 *
 * @param about whose story it belongs to
 * @param headers made anew for each sending, as a provider signs each telling anew
 */
record Call(
    String about, String method, String path, String body, Supplier<Map<String, String>> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Call get(String about, String path, String apiKey) {
    return new Call(about, "GET", path, "", () -> Map.of("Authorization", "Bearer " + apiKey));
  }

  static Call send(
      String about, String method, String path, String apiKey, Optional<String> key, Object body) {
    Map<String, String> headers =
        key.map(
                it ->
                    Map.of(
                        "Authorization",
                        "Bearer " + apiKey,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        it))
            .orElse(
                Map.of("Authorization", "Bearer " + apiKey, "Content-Type", "application/json"));
    return new Call(about, method, path, text(body), () -> headers);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
