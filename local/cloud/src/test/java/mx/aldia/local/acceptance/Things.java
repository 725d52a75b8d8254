package mx.aldia.local.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mx.aldia.local.acceptance.Contract.Operation;

/** One of each thing that a fiscal business has and the contract names by its id, at rest. */
record Things(Map<String, String> ids) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Made on the business's first day; its clock stands sixteen days later. */
  static Things of(Aldia aldia) throws InterruptedException {
    var ids = new HashMap<String, String>();
    var customer = aldia.company("CAFE TINTA");
    ids.put("customers", customer);
    ids.put("drafts", made(aldia, "/v1/invoices", "{\"customer\":\"%s\"}".formatted(customer)));
    ids.put(
        "products",
        made(aldia, "/v1/products", "{\"description\":\"Logo\",\"unit_price\":\"10\"}"));
    var invoice = aldia.issued(customer).path("id").asText();
    ids.put("invoices", invoice);
    ids.put(
        "payments",
        made(
            aldia,
            "/v1/invoices/" + invoice + "/payments",
            "{\"amount\":100,\"method\":\"cheque\",\"reference\":\"1\"}"));
    ids.put(
        "credit_notes",
        made(
            aldia,
            "/v1/invoices/" + invoice + "/credit_notes",
            "{\"amount\":100,\"kind\":\"discount\",\"reason\":\"Por pronto pago\"}"));
    ids.put(
        "advances",
        made(
            aldia,
            "/v1/advances",
            """
            {"customer":"%s","amount":50000,"currency":"MXN","method":"transfer"}
            """
                .formatted(customer)));
    var misnamed = aldia.company("CAFE TINTA SA DE CV");
    ids.put("rejected", aldia.issued(misnamed).path("id").asText());
    ids.put("reminder_policies", first(aldia, "/v1/reminder_policies"));
    ids.put("api_keys", first(aldia, "/v1/api_keys"));
    aldia.advance(Instant.parse("2026-01-21T18:00:00Z"));
    ids.put("messages", first(aldia, "/v1/messages"));
    ids.put("tax_documents", first(aldia, "/v1/tax_documents"));
    ids.put("tasks", first(aldia, "/v1/tasks"));
    return new Things(Map.copyOf(ids));
  }

  private static String made(Aldia aldia, String path, String body) {
    return aldia.post(path, body).expecting(201).path("id").asText();
  }

  private static String first(Aldia aldia, String path) {
    return aldia.all(path + "?limit=1").getFirst().path("id").asText();
  }

  /** Where an operation is done to the thing that it is for. */
  String path(Operation operation) {
    var id = ids.get(kind(operation));
    if (id == null && operation.path().contains("{id}")) {
      throw new AssertionError("nothing of the kind that %s is for".formatted(operation));
    }
    return operation.path().replace("{id}", String.valueOf(id)).replace("{gateway}", "stripe");
  }

  /** Only a draft can be changed, and only what SAT would not have be corrected. */
  private static String kind(Operation operation) {
    var named = operation.path().split("/", -1)[2];
    if (operation.path().endsWith("/correct")) {
      return "rejected";
    }
    return named.equals("invoices") && operation.method().matches("PATCH|DELETE")
        ? "drafts"
        : named;
  }

  /** An example of the contract's, about things that there are. */
  JsonNode named(JsonNode example) {
    return switch (example) {
      case ObjectNode object -> {
        var named = JSON.objectNode();
        object.properties().forEach(it -> named.set(it.getKey(), named(it.getValue())));
        yield named;
      }
      case ArrayNode array -> {
        var named = JSON.arrayNode();
        array.forEach(it -> named.add(named(it)));
        yield named;
      }
      case TextNode text -> JSON.textNode(named(text.asText()));
      default -> example;
    };
  }

  private String named(String text) {
    return ids.entrySet().stream()
        .filter(it -> !Set.of("drafts", "rejected").contains(it.getKey()))
        .map(Map.Entry::getValue)
        .filter(id -> text.startsWith(prefix(id)))
        .findFirst()
        .orElse(text);
  }

  private static String prefix(String id) {
    return id.substring(0, id.indexOf('_') + 1);
  }
}
