package mx.aldia.local.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mx.aldia.edge.Log;
import mx.aldia.local.Console;
import mx.aldia.local.Home;
import mx.aldia.local.LocalCloud;
import mx.aldia.local.template.Template;
import mx.aldia.local.trial.Trial;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One aldia for all acceptance tests of this JVM, and a business of its own for each test. */
public final class Aldia {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String key;
  final String tenant;

  private Aldia(String tenant, String key) {
    this.tenant = tenant;
    this.key = key;
  }

  /** An answer. */
  public record Reply(int status, HttpResponse<String> response) {
    public String body() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public JsonNode expecting(int expected) {
      if (status != expected) {
        throw new AssertionError(
            "%s answered %d, not %d: %s"
                .formatted(response.uri(), status, expected, response.body()));
      }
      return json();
    }
  }

  /** A sandbox tenant that nobody else has, its clock set. */
  public static Aldia business(String now) {
    var aldia = made("test");
    aldia.post("/v1/test_clock", "{\"now\":\"%s\"}".formatted(now)).expecting(200);
    return aldia;
  }

  /** A tenant whose messages are real. */
  static Aldia live() {
    return made("live");
  }

  private static Aldia made(String mode) {
    var made =
        operator()
            .post(
                "/v1/tenants",
                """
                {"name":"Estudio %s","time_zone":"America/Mexico_City","locale":"es-MX","mode":"%s",
                 "cfdi":"off","support_contact":{"email":"hola@lumbre.example"}}
                """
                    .formatted(UUID.randomUUID(), mode))
            .expecting(201);
    return new Aldia(made.path("id").asText(), made.path("api_key").asText());
  }

  /** The same tenant, called with another key. */
  Aldia with(String otherKey) {
    return new Aldia(tenant, otherKey);
  }

  /** The same tenant, called with a key that may do so much. */
  Aldia keyFor(Collection<String> scopes) {
    var body = JSON.createObjectNode();
    scopes.forEach(body.putArray("scopes")::add);
    return with(post("/v1/api_keys", body.toString()).expecting(201).path("api_key").asText());
  }

  String key() {
    return key;
  }

  /** From now on lines are this cloud's again, whoever ran in this process before. */
  static void logsAnew() throws IOException {
    Log.to(Running.log(Running.HOME));
  }

  /** Everything that this aldia, its functions and its database have logged so far. */
  static String logs() {
    try (var files = Files.list(Running.HOME)) {
      var all = new StringBuilder();
      for (Path file : files.filter(it -> it.toString().contains(".log")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever runs the deployment: makes businesses, and nothing else. */
  static Aldia operator() {
    return new Aldia("", Running.CLOUD.operatorKey());
  }

  /** As the other, and its invoices are CFDI where all is there that one needs. */
  static Aldia fiscalBusiness(String now) {
    var aldia = business(now);
    aldia
        .send(
            "PATCH",
            "/v1/tenant",
            """
            {"cfdi":"optional","legal_name":"ESTUDIO LUMBRE","rfc":"ELU180223AB1",
             "tax_regime":"601","postal_code":"06700"}
            """)
        .expecting(200);
    return aldia;
  }

  /** The table itself, for whoever must see what is not shown. */
  static DynamoDbClient database() {
    return DynamoDbClient.builder()
        .endpointOverride(Running.CLOUD.databaseUri())
        .region(Region.of("us-east-1"))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Where it answers. */
  public static URI uri() {
    return Running.CLOUD.uri();
  }

  /** GET with the business's key. */
  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** POST of JSON with the business's key. */
  public Reply post(String path, String body) {
    return post(path, body, Map.of());
  }

  /** POST of JSON with headers of its own. */
  public Reply post(String path, String body, Map<String, String> headers) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  /** Any other method. */
  public Reply send(String method, String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  /** A call with no key of ours. */
  public static Reply open(String path, byte[] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(uri().resolve(path)).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request);
  }

  /** A list's items, page after page. */
  public List<JsonNode> all(String path) {
    var found = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page = get(path + (next.isEmpty() ? "" : "&starting_after=" + next)).expecting(200);
      page.path("data").forEach(found::add);
      next = page.path("has_more").asBoolean() ? page.path("next").asText() : "";
    } while (!next.isEmpty());
    return found;
  }

  /** What was said about an invoice, oldest first. */
  List<JsonNode> messages(String invoice) {
    return all("/v1/messages?limit=100&invoice=" + invoice);
  }

  /** Of which kinds that was. */
  List<String> kinds(String invoice) {
    return messages(invoice).stream().map(it -> it.path("kind").asText()).toList();
  }

  /** What happened to something, by the types of its events. */
  List<String> types(String subject) {
    return all("/v1/events?limit=100&subject=" + subject).stream()
        .map(it -> it.path("type").asText())
        .toList();
  }

  static String id(JsonNode thing) {
    return thing.path("id").asText();
  }

  /** Where an invoice is found. */
  static String path(JsonNode invoice) {
    return "/v1/invoices/" + id(invoice);
  }

  /** A customer with an address that no other has, reached by mail; its id. */
  public String customer(String name) {
    return post(
            "/v1/customers",
            "{\"name\":\"%s\",\"email\":\"%s@cliente.example\",\"channels\":[\"email\"]}"
                .formatted(name, UUID.randomUUID()))
        .expecting(201)
        .path("id")
        .asText();
  }

  /** A customer of whom all is known that a CFDI needs. */
  String company(String legalName) {
    return post(
            "/v1/customers",
            """
            {"name":"%s","legal_name":"%s","rfc":"CTI190312AB1","tax_regime":"601",
             "postal_code":"64000","cfdi_use":"G03","email":"%s@cliente.example",
             "channels":["email"]}
            """
                .formatted(legalName, legalName, UUID.randomUUID()))
        .expecting(201)
        .path("id")
        .asText();
  }

  /** An issued invoice of 1 160.00 MXN, due in fifteen days. */
  public JsonNode issued(String customer) {
    return post("/v1/invoices", invoice(customer)).expecting(201);
  }

  /** What is asked for it. */
  public static String invoice(String customer) {
    return """
        {"customer":"%s","currency":"MXN","days_until_due":15,"issue":true,
         "lines":[{"description":"Diseño","quantity":"1","unit_price":"1000",
                   "taxes":[{"type":"iva","rate":"0.16"}]}]}
        """
        .formatted(customer);
  }

  /** Moves the clock and waits until everything on the way is done, as the contract says. */
  public void advance(Instant to) throws InterruptedException {
    post("/v1/test_clock/advance", "{\"to\":\"%s\"}".formatted(to)).expecting(202);
    Trial.await(
        "the clock is at " + to,
        () -> get("/v1/test_clock").expecting(200).path("status").asText().equals("ready"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(uri() + path))
        .header("Authorization", "Bearer " + key);
  }

  static Reply send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Started by the first test that asks; ends with the JVM. */
  private static final class Running {
    static final Path HOME = home();
    static final LocalCloud CLOUD = start(HOME);

    private static Path home() {
      try {
        return Files.createTempDirectory("aldia");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static PrintStream log(Path home) throws IOException {
      return new PrintStream(
          new FileOutputStream(home.resolve("aldia.log").toFile(), true),
          true,
          StandardCharsets.UTF_8);
    }

    private static LocalCloud start(Path home) {
      try {
        var root = Path.of(System.getProperty("aldia.root", "../.."));
        var log = log(home);
        Log.to(log);
        var cloud =
            LocalCloud.start(
                new LocalCloud.Settings(
                    root, Template.of(root), new Home(home), 0, Optional.empty(), false),
                new Console(log, Clock.systemUTC()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud, home)));
        return cloud;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(LocalCloud cloud, Path home) {
      cloud.close();
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
