package mx.aldia.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import mx.aldia.local.trial.Trial;
import mx.aldia.local.trial.TrialQueueHandler;
import mx.aldia.local.trial.TrialTickHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole machinery with small functions: routes, authorizer, stream, bus, queue, schedule. */
final class LocalCloudTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = LocalCloud.start(settings(folder.resolve("home"), 0), console());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void a_request_reaches_its_function_in_payload_format_2() throws Exception {
    var response =
        send(
            request("/echo/uno%20dos?a=1&a=2&b=%C3%B1")
                .header("Authorization", "alice")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"money\":\"ñ\"}")));

    JsonNode said = JSON.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Said")).contains("yes");
    assertThat(said.path("routeKey").asText()).isEqualTo("POST /echo/{name}");
    assertThat(said.path("rawPath").asText()).isEqualTo("/echo/uno%20dos");
    assertThat(said.path("path").path("name").asText()).isEqualTo("uno dos");
    assertThat(said.path("query").path("a").asText()).isEqualTo("1,2");
    assertThat(said.path("query").path("b").asText()).isEqualTo("ñ");
    assertThat(said.path("body").asText()).isEqualTo("{\"money\":\"ñ\"}");
    assertThat(said.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(said.path("caller").path("name").asText()).isEqualTo("alice");
    assertThat(said.path("headers").path("content-type").asText()).isEqualTo("application/json");
    assertThat(said.path("origin").asText()).isEqualTo(cloud.uri().toString());
  }

  @Test
  void what_is_no_text_goes_in_and_out_as_base64() throws Exception {
    var asked =
        send(
            request("/echo/bytes")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})));
    var answered = HTTP.send(request("/bytes").build(), BodyHandlers.ofByteArray());

    assertThat(JSON.readTree(asked.body()).path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(JSON.readTree(asked.body()).path("body").asText()).isEqualTo("AQID");
    assertThat(answered.body()).containsExactly(0, 1, 0xff);
    assertThat(answered.headers().firstValue("Content-Type")).contains("application/pdf");
  }

  @Test
  void of_two_routes_that_take_a_path_the_plainer_one_wins() throws Exception {
    var response = send(request("/echo/fixed").POST(BodyPublishers.noBody()));

    assertThat(JSON.readTree(response.body()).path("routeKey").asText())
        .isEqualTo("POST /echo/fixed");
  }

  @Test
  void what_the_gateway_answers_itself_is_json() throws Exception {
    assertThat(send(request("/nowhere")).statusCode()).isEqualTo(404);
    assertThat(send(request("/nowhere")).body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(send(request("/bytes").DELETE()).statusCode()).isEqualTo(404);
    assertThat(send(request("/breaks")).statusCode()).isEqualTo(500);
    assertThat(send(request("/breaks")).body())
        .isEqualTo("{\"message\":\"Internal Server Error\"}");
    assertThat(
            send(request("/echo/x")
                    .header("Authorization", "mallory")
                    .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void more_than_ten_megabytes_are_too_many() throws Exception {
    var most = new byte[10 * 1024 * 1024];

    assertThat(
            send(request("/echo/x").POST(BodyPublishers.ofByteArray(new byte[most.length + 1])))
                .statusCode())
        .isEqualTo(413);
    assertThat(send(request("/echo/x").POST(BodyPublishers.ofByteArray(most))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void an_event_written_to_the_table_reaches_the_queue_of_its_rule() throws Exception {
    var id = write("told");

    Trial.await(
        "told", () -> TrialQueueHandler.TAKEN.stream().anyMatch(it -> it.contains("evt_" + id)));
    JsonNode body = JSON.readTree(taken(id));
    assertThat(body.path("detail-type").asText()).isEqualTo("trial.happened.v1");
    assertThat(body.path("source").asText()).isEqualTo("aldia");
    assertThat(body.path("detail").path("subject").asText()).isEqualTo(id);
  }

  @Test
  void what_fails_twice_lies_in_the_dead_letters_on_disk() throws Exception {
    var id = UUID.randomUUID().toString();
    TrialQueueHandler.REFUSED.add(id);

    send(request("/events/" + id).POST(BodyPublishers.noBody()));

    var letters = folder.resolve("home/dead-letters/TrialDeadLetters");
    Trial.await("dead", () -> Files.isDirectory(letters) && contains(letters, id));
    assertThat(TrialQueueHandler.TRIES.stream().filter(it -> it.contains(id))).hasSize(2);
  }

  @Test
  void the_schedule_ticks_at_once() throws Exception {
    Trial.await("tick", () -> !TrialTickHandler.TICKS.isEmpty());

    assertThat(TrialTickHandler.TICKS.getFirst()).startsWith("20");
  }

  @Test
  void the_inbox_is_there_and_empty() throws Exception {
    assertThat(send(request("/inbox")).body()).contains("Todavía no se ha enviado nada");
    assertThat(send(request("/inbox.json")).body()).isEqualTo("[]");
  }

  @Test
  void a_port_that_is_taken_is_told_apart() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(
            () ->
                LocalCloud.start(
                    settings(folder.resolve("other"), cloud.uri().getPort()), console()));
  }

  @Test
  void what_was_not_finished_when_it_died_is_told_again() throws Exception {
    var home = folder.resolve("dying");
    var first = LocalCloud.start(settings(home, 0), console());
    var id = UUID.randomUUID().toString();
    TrialQueueHandler.REFUSED.add(id);
    send(
        HttpRequest.newBuilder(URI.create(first.uri() + "/events/" + id))
            .POST(BodyPublishers.noBody()));
    Trial.await(
        "first try", () -> TrialQueueHandler.TRIES.stream().anyMatch(it -> it.contains(id)));
    first.close();

    TrialQueueHandler.REFUSED.remove(id);
    try (var second = LocalCloud.start(settings(home, 0), console())) {
      Trial.await(
          "told again", () -> TrialQueueHandler.TAKEN.stream().anyMatch(it -> it.contains(id)));
      assertThat(second.uri()).isNotEqualTo(first.uri());
    }
  }

  private static String write(String prefix) throws Exception {
    var id = prefix + UUID.randomUUID();
    assertThat(send(request("/events/" + id).POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(201);
    return id;
  }

  private static String taken(String id) {
    return TrialQueueHandler.TAKEN.stream().filter(it -> it.contains(id)).findFirst().orElseThrow();
  }

  private static boolean contains(Path letters, String text) {
    try (var files = Files.list(letters)) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static LocalCloud.Settings settings(Path home, int port) {
    return new LocalCloud.Settings(
        Path.of(System.getProperty("aldia.root", "../..")),
        Trial.template(),
        new Home(home),
        port,
        Optional.empty(),
        false);
  }

  private static Console console() {
    return new Console(System.err, Clock.systemUTC());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(cloud.uri() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
