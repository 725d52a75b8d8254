package mx.aldia.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The tenant that everybody who starts aldia finds ready, and {@code dev.env}, which says how to
 * call it. What a broken start left half made is made whole here.
 */
final class Sandbox {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TENANT =
      """
      {"name": "Estudio Lumbre", "time_zone": "America/Mexico_City", "locale": "es-MX", "mode": "test",
       "cfdi": "off", "support_contact": {"email": "hola@lumbre.example", "phone": "+525555550100"}}
      """;

  private final Home home;
  private final LocalCloud cloud;
  private final HttpClient http = HttpClient.newHttpClient();

  Sandbox(Home home, LocalCloud cloud) {
    this.home = home;
    this.cloud = cloud;
  }

  /** The tenant's id; when this returns, {@code dev.env} is right and the API answers. */
  String open() throws CannotStart {
    var known = DevEnv.read(home.devEnv());
    require(200, get("/healthz", ""), "it does not answer");
    String tenant = known.tenant();
    String key = known.key();
    if (key.isEmpty() || get("/v1/tenant", key).statusCode() != 200) {
      var made = make();
      tenant = made.path("id").asText();
      key = made.path("api_key").asText();
    }
    new DevEnv(cloud.uri(), cloud.operatorKey(), tenant, key).write(home.devEnv());
    return tenant;
  }

  /** Under an idempotency key: a start that died after this finds the same tenant and key again. */
  private JsonNode make() throws CannotStart {
    var response =
        send(
            request("/v1/tenants", cloud.operatorKey())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "the-first-tenant")
                .POST(HttpRequest.BodyPublishers.ofString(TENANT)));
    require(201, response, "the sandbox tenant cannot be made");
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(int status, HttpResponse<String> response, String otherwise)
      throws CannotStart {
    if (response.statusCode() != status) {
      throw new CannotStart(
          "%s: %d %s".formatted(otherwise, response.statusCode(), response.body()));
    }
  }

  private HttpResponse<String> get(String path, String key) {
    return send(request(path, key));
  }

  private HttpRequest.Builder request(String path, String key) {
    var request = HttpRequest.newBuilder(URI.create(cloud.uri() + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
