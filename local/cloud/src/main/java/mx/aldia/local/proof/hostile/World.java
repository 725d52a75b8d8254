package mx.aldia.local.proof.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two businesses with something of everything: the one that is attacked with a key of its own, and
 * a stranger whose things must stay out of reach.
 */
final class World {
  static final String SECRET = "whsec_hostile";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_OF_A_KIND = 60;

  final URI origin;
  final String operatorKey;
  final Household own;
  final Household stranger;
  private final HttpClient http = HttpClient.newHttpClient();

  /** A tenant, its key, and the ids of what it has, by the resource's name in a path. */
  static final class Household {
    final String tenant;
    final String key;
    final Map<String, List<String>> ids = new ConcurrentHashMap<>();

    /** Good for the next page of its list, by the list's path. */
    final Map<String, String> cursors = new ConcurrentHashMap<>();

    Household(String tenant, String key) {
      this.tenant = tenant;
      this.key = key;
    }

    /** Something that was made, to be attacked from now on. */
    void has(String resource, String id) {
      var all = ids.computeIfAbsent(resource, _ -> new CopyOnWriteArrayList<>());
      all.add(id);
      if (all.size() > MOST_OF_A_KIND) {
        all.remove(all.size() / 2);
      }
    }

    String any(String resource, Random random) {
      var all = List.copyOf(ids.getOrDefault(resource, List.of()));
      return all.isEmpty() ? "nothing" : all.get(random.nextInt(all.size()));
    }
  }

  World(URI origin, String operatorKey) {
    this.origin = origin;
    this.operatorKey = operatorKey;
    this.own = household("Estudio Propio");
    this.stranger = household("Estudio Ajeno");
  }

  private Household household(String name) {
    var made =
        call(
            "POST",
            "/v1/tenants",
            operatorKey,
            Map.of(
                "name",
                name,
                "mode",
                "test",
                "support_contact",
                Map.of("email", "hola@lumbre.example")));
    var house = new Household(made.path("id").asText(), made.path("api_key").asText());
    call("POST", "/v1/test_clock", house.key, Map.of("now", "2026-01-05T16:00:00Z"));
    call("PUT", "/v1/gateways/stripe", house.key, Map.of("webhook_secret", SECRET));
    for (int i = 0; i < 3; i++) {
      furnish(house, i);
    }
    for (var list :
        List.of("customers", "invoices", "payments", "products", "messages", "events")) {
      var page = call("GET", "/v1/%s?limit=1".formatted(list), house.key, Map.of());
      house.cursors.put("/v1/" + list, page.path("next").asText(""));
    }
    return house;
  }

  private void furnish(Household house, int i) {
    var customer =
        made(
            house,
            "customers",
            Map.of("name", "Cliente " + i, "email", "c%d@cliente.example".formatted(i)));
    made(
        house, "products", Map.of("description", "Logo", "unit_price", "10.00", "currency", "MXN"));
    made(
        house,
        "reminder_policies",
        Map.of("name", "Calma", "steps", List.of(Map.of("offset_days", 3, "tone", "friendly"))));
    made(house, "api_keys", Map.of("name", "una", "scopes", List.of("invoices:read")));
    var terms = new HashMap<String, Object>();
    terms.put("customer", customer.path("id").asText());
    terms.put("days_until_due", 15);
    terms.put(
        "lines", List.of(Map.of("description", "Menú", "quantity", "1", "unit_price", "1000.00")));
    made(house, "invoices", terms);
    terms.put("issue", true);
    var invoice = made(house, "invoices", terms);
    var page = invoice.path("hosted_invoice_url").asText();
    house.has("i", page.substring(page.lastIndexOf('/') + 1));
    var paid =
        call(
            "POST",
            "/v1/invoices/%s/payments".formatted(invoice.path("id").asText()),
            house.key,
            Map.of("amount", 100, "method", "cash", "reference", "r" + i));
    house.has("payments", paid.path("id").asText());
  }

  private JsonNode made(Household house, String resource, Map<String, Object> body) {
    var made = call("POST", "/v1/" + resource, house.key, body);
    house.has(resource, made.path("id").asText());
    return made;
  }

  private JsonNode call(String method, String path, String key, Map<String, ?> body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(origin + path))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(method, path, response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
