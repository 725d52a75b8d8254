package mx.aldia.local.proof.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mx.aldia.local.template.Template;

/** What docs/openapi.yaml says can be called, as far as an attacker cares. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private Contract() {}

  /**
   * One operation.
   *
   * @param open asks no key
   * @param operator asks the operator's
   * @param body an example that would do, where there is one
   * @param query the names of its parameters
   */
  record Operation(
      String method,
      String path,
      boolean open,
      boolean operator,
      Optional<JsonNode> body,
      List<String> query) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Operation> of(Path root) {
    try {
      var yaml = Template.parse(Files.readString(root.resolve("docs/openapi.yaml"))).root().value();
      JsonNode contract = JSON.valueToTree(yaml);
      var operations = new ArrayList<Operation>();
      contract
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          it -> {
                            if (METHODS.contains(it.getKey())) {
                              operations.add(
                                  operation(
                                      contract,
                                      path.getKey(),
                                      path.getValue(),
                                      it.getKey(),
                                      it.getValue()));
                            }
                          }));
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Operation operation(
      JsonNode contract, String path, JsonNode item, String method, JsonNode operation) {
    var query = new ArrayList<String>();
    for (var parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
      for (var parameter : parameters) {
        var resolved = resolved(contract, parameter);
        if (resolved.path("in").asText().equals("query")) {
          query.add(resolved.path("name").asText());
        }
      }
    }
    var security = operation.path("security");
    var content =
        resolved(contract, operation.path("requestBody")).path("content").path("application/json");
    var example =
        content.has("example")
            ? content.path("example")
            : made(contract, resolved(contract, content.path("schema")));
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        security.isArray() && security.isEmpty(),
        security.path(0).has("operatorKey"),
        example.isMissingNode() ? Optional.empty() : Optional.of(example),
        List.copyOf(query));
  }

  /** What has no example is made of its members, each of its kind. */
  private static JsonNode made(JsonNode contract, JsonNode schema) {
    if (!schema.path("properties").isObject()) {
      return JSON.missingNode();
    }
    var object = JSON.createObjectNode();
    for (var member : schema.path("properties").properties()) {
      var type = resolved(contract, member.getValue()).path("type").toString();
      if (type.contains("integer")) {
        object.put(member.getKey(), 1);
      } else if (type.contains("boolean")) {
        object.put(member.getKey(), true);
      } else if (type.contains("array")) {
        object.putArray(member.getKey());
      } else {
        object.put(member.getKey(), "MA==");
      }
    }
    return object;
  }

  private static JsonNode resolved(JsonNode contract, JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : contract.at(reference.substring(1));
  }
}
