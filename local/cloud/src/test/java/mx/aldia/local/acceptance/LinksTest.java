package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The customer's link is the only key to its page: it is no guess, and it tells of no other. */
final class LinksTest {
  private static final Instant FIRST_REMINDER = Instant.parse("2026-01-16T18:00:00Z");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @Test
  void a_token_is_128_bits_and_no_two_are_alike() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var customer = aldia.customer("Cafe Tinta");
    var tokens = new HashSet<String>();

    for (int i = 0; i < 20; i++) {
      tokens.add(token(aldia.issued(customer).path("hosted_invoice_url").asText()));
    }

    assertThat(tokens).hasSize(20).allMatch(it -> it.matches("[A-Za-z0-9_-]{22}"));
    assertThat(tokens.stream().map(it -> it.substring(0, 4)).distinct()).hasSizeGreaterThan(15);
  }

  @Test
  void whatever_opens_nothing_looks_the_same() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var id = aldia.issued(aldia.customer("Cafe Tinta")).path("id").asText();
    aldia.advance(FIRST_REMINDER);
    var page = token(aldia.get("/v1/invoices/" + id).json().path("hosted_invoice_url").asText());
    var stop = stop(aldia, id);
    var nothing =
        List.of("A".repeat(22), turned(page), stop, page + "A", page.substring(1), "..", "%2e%2e");

    assertThat(get("/i/" + page).statusCode()).isEqualTo(200);
    assertThat(nothing.stream().map(it -> seen(get("/i/" + it))).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(seen(get("/i/" + nothing.getFirst()))).startsWith("404 text/html");
    assertThat(
            nothing.stream().map(it -> seen(get("/i/" + it + "/pdf"))).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(
            nothing.stream()
                .map(it -> seen(post("/i/" + it + "/confirm_receipt")))
                .collect(Collectors.toSet()))
        .hasSize(1);
    var stops = List.of("A".repeat(22), turned(stop), page);
    assertThat(stops.stream().map(it -> seen(get("/u/" + it))).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(stops.stream().map(it -> seen(post("/u/" + it))).collect(Collectors.toSet()))
        .hasSize(1);
  }

  @Test
  void a_link_that_went_astray_is_renewed_and_opens_nothing_any_more() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var customer = aldia.customer("Cafe Tinta");
    var issued = aldia.issued(customer);
    var id = issued.path("id").asText();
    var astray = token(issued.path("hosted_invoice_url").asText());
    var nothing = "A".repeat(22);

    var renewed = aldia.post("/v1/invoices/" + id + "/renew_link", "{}").expecting(200);

    var page = token(renewed.path("hosted_invoice_url").asText());
    assertThat(page).isNotEqualTo(astray);
    for (var way : List.of("", "/pdf")) {
      assertThat(seen(get("/i/" + astray + way))).isEqualTo(seen(get("/i/" + nothing + way)));
      assertThat(get("/i/" + page + way).statusCode()).isEqualTo(200);
    }
    assertThat(post("/i/" + astray + "/confirm_receipt").statusCode()).isEqualTo(404);
    assertThat(types(aldia, id)).contains("invoice.link_renewed");
    aldia.advance(FIRST_REMINDER);
    assertThat(aldia.all("/v1/messages?kind=reminder&invoice=" + id))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("text").asText()).contains(page).doesNotContain(astray));
    assertThat(get("/i/" + page).statusCode()).isEqualTo(200);

    var draft =
        aldia.post(
            "/v1/invoices", Aldia.invoice(customer).replace("\"issue\":true", "\"issue\":false"));
    var refused =
        aldia.post("/v1/invoices/" + draft.json().path("id").asText() + "/renew_link", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("invoice_not_issued");
  }

  @Test
  void a_page_runs_nothing_loads_nothing_and_is_kept_by_nobody() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var id = aldia.issued(aldia.customer("Cafe Tinta")).path("id").asText();
    aldia.advance(FIRST_REMINDER);
    var page = token(aldia.get("/v1/invoices/" + id).json().path("hosted_invoice_url").asText());
    var stop = stop(aldia, id);

    for (var reply :
        List.of(
            get("/i/" + page),
            get("/i/" + turned(page)),
            get("/u/" + stop),
            get("/u/" + turned(stop)),
            post("/u/" + stop),
            post("/i/" + page + "/confirm_receipt"),
            get("/i/" + page + "/pdf"),
            get("/i/" + turned(page) + "/pdf"))) {
      var headers = reply.headers();
      var policy = headers.firstValue("Content-Security-Policy").orElse("");
      assertThat(policy)
          .as(reply.uri().toString())
          .contains("default-src 'none'", "frame-ancestors 'none'");
      // A browser's own PDF viewer styles itself; what is not HTML has no style to smuggle in.
      boolean html = headers.firstValue("Content-Type").orElse("").startsWith("text/html");
      assertThat(html && policy.contains("unsafe")).as(policy).isFalse();
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      assertThat(reply.body()).doesNotContain("<script", "javascript:", " style=");
    }
  }

  @Test
  void looking_changes_nothing_and_only_a_post_does() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var customer = aldia.customer("Cafe Tinta");
    var id = aldia.issued(customer).path("id").asText();
    aldia.advance(FIRST_REMINDER);
    var before = aldia.get("/v1/invoices/" + id).json();
    var page = token(before.path("hosted_invoice_url").asText());
    var stop = stop(aldia, id);

    get("/i/" + page);
    get("/i/" + page + "/confirm_receipt");
    get("/u/" + stop);
    assertThat(aldia.get("/v1/invoices/" + id).json()).isEqualTo(before);
    assertThat(types(aldia, id)).doesNotContain("invoice.receipt_confirmed");

    assertThat(post("/i/" + page + "/confirm_receipt").statusCode()).isEqualTo(303);
    assertThat(types(aldia, id)).contains("invoice.receipt_confirmed");
  }

  private static Set<String> types(Aldia aldia, String id) {
    return aldia.all("/v1/events?limit=100&subject=" + id).stream()
        .map(it -> it.path("type").asText())
        .collect(Collectors.toSet());
  }

  /** The link by which a reminder's reader stops e-mail. */
  private static String stop(Aldia aldia, String invoice) {
    return aldia.all("/v1/messages?invoice=" + invoice).stream()
        .filter(it -> it.hasNonNull("unsubscribe_url"))
        .map(it -> token(it.path("unsubscribe_url").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** One character is another. */
  private static String turned(String token) {
    return (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
  }

  private static String token(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private static HttpResponse<String> post(String path) {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
  }

  private static URI uri(String path) {
    return URI.create(Aldia.uri() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a stranger learns of an answer. */
  private static String seen(HttpResponse<String> reply) {
    return reply.statusCode()
        + " "
        + reply.headers().firstValue("Content-Type").orElse("")
        + " "
        + reply.body();
  }
}
