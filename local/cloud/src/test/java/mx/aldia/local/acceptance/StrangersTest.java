package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;

/** What belongs to one business does not exist for another, on any route that is documented. */
final class StrangersTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Bodies that would do for the owner; where none is given, an empty object would. */
  private static final Map<String, String> BODIES =
      Map.of(
          "PATCH /v1/customers/{id}", "{\"name\":\"Otro\"}",
          "PATCH /v1/products/{id}", "{\"description\":\"Otro\"}",
          "PATCH /v1/invoices/{id}", "{\"po_number\":\"1\"}",
          "PATCH /v1/reminder_policies/{id}", "{\"name\":\"Otra\"}",
          "POST /v1/invoices/{id}/payments",
              "{\"amount\":1,\"method\":\"cash\",\"reference\":\"1\"}");

  @Test
  void another_tenants_ids_are_not_found_on_any_route() throws Exception {
    var owner = Aldia.business("2026-01-05T15:00:00Z");
    var stranger = Aldia.business("2026-01-05T15:00:00Z");
    var ids = everythingOf(owner);
    var wrong = new ArrayList<String>();
    int walked = 0;

    for (var path : paths().entrySet()) {
      for (String method : path.getValue()) {
        var key = method + " " + path.getKey();
        var id = ids.get(path.getKey().replaceFirst("^/v1/([a-z_]+)/\\{id}.*", "$1"));
        assertThat(id).as("an id for " + key).isNotNull();
        var asked = path.getKey().replace("{id}", String.valueOf(id));
        var reply =
            stranger.send(
                method, asked, method.equals("GET") ? "" : BODIES.getOrDefault(key, "{}"));
        walked++;
        if (reply.status() != 404) {
          wrong.add(key + " answered " + reply.status());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(walked).isGreaterThan(20);
  }

  @Test
  void another_tenants_customer_gets_no_invoice() {
    var customer = Aldia.business("2026-01-05T15:00:00Z").customer("Ajena");
    var stranger = Aldia.business("2026-01-05T15:00:00Z");

    var reply = stranger.post("/v1/invoices", Aldia.invoice(customer));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("errors").path(0).path("pointer").asText()).isEqualTo("/customer");
    assertThat(stranger.all("/v1/invoices?limit=100")).isEmpty();
  }

  private static Map<String, String> everythingOf(Aldia owner) throws InterruptedException {
    var ids = new HashMap<String, String>();
    var customer = owner.customer("Cafe Tinta");
    var invoice = owner.issued(customer).path("id").asText();
    ids.put("customers", customer);
    ids.put("invoices", invoice);
    ids.put(
        "products",
        owner
            .post(
                "/v1/products",
                "{\"description\":\"Logo\",\"unit_price\":\"10\",\"currency\":\"MXN\"}")
            .expecting(201)
            .path("id")
            .asText());
    ids.put(
        "payments",
        owner
            .post(
                "/v1/invoices/" + invoice + "/payments",
                "{\"amount\":100,\"method\":\"cash\",\"reference\":\"1\"}")
            .expecting(201)
            .path("id")
            .asText());
    ids.put(
        "reminder_policies",
        owner.all("/v1/reminder_policies?limit=10").getFirst().path("id").asText());
    ids.put("api_keys", owner.all("/v1/api_keys?limit=10").getFirst().path("id").asText());
    owner.advance(Instant.parse("2026-01-05T15:01:00Z"));
    ids.put("messages", owner.all("/v1/messages?limit=10").getFirst().path("id").asText());
    return ids;
  }

  /** Documented paths under {@code /v1} that name a thing by its id, with their methods. */
  private static Map<String, List<String>> paths() throws IOException {
    var root = Path.of(System.getProperty("aldia.root", "../.."));
    var paths = new HashMap<String, List<String>>();
    Template.parse(Files.readString(root.resolve("docs/openapi.yaml")))
        .root()
        .get("paths")
        .entries()
        .forEach(
            (path, item) -> {
              if (path.startsWith("/v1/") && path.contains("{id}")) {
                paths.put(
                    path,
                    item.entries().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT))
                        .toList());
              }
            });
    return paths;
  }
}
