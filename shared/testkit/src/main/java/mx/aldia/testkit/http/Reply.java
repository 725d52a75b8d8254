package mx.aldia.testkit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What a handler answered. */
public record Reply(APIGatewayV2HTTPResponse response) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public int status() {
    return response.getStatusCode();
  }

  public String header(String name) {
    return Objects.toString(response.getHeaders().get(name), "");
  }

  public String text() {
    return Objects.toString(response.getBody(), "");
  }

  public JsonNode json() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text(), e);
    }
  }

  /** A member as text; a nested one by its JSON pointer. */
  public String value(String name) {
    return (name.startsWith("/") ? json().at(name) : json().path(name)).asText();
  }

  /** {@code pointer code} of every fault. */
  public List<String> faults() {
    return StreamSupport.stream(json().path("errors").spliterator(), false)
        .map(it -> it.path("pointer").asText() + " " + it.path("code").asText())
        .toList();
  }
}
