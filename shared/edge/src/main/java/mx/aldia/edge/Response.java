package mx.aldia.edge;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Answer;

/**
 * What is answered. A refusal is told in the caller's language and the general headers are added
 * when it leaves, so an endpoint says neither.
 */
public final class Response {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Optional<Refusal> refusal;

  private Response(
      int status, Map<String, String> headers, byte[] body, Optional<Refusal> refusal) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.refusal = refusal;
  }

  /** 200 with an object. */
  public static Response ok(JsonObject body) {
    return of(new Answer(200, body.json()));
  }

  /** 201 with what was made. */
  public static Response created(JsonObject body) {
    return of(new Answer(201, body.json()));
  }

  /** 202: it has begun. */
  public static Response accepted(JsonObject body) {
    return of(new Answer(202, body.json()));
  }

  /** 204: done, and nothing to say. */
  public static Response noContent() {
    return new Response(204, none(), new byte[0], Optional.empty());
  }

  /** 200 with one page of a list. */
  public static <T> Response page(Page<T> page, Function<? super T, JsonObject> each) {
    return ok(
        new JsonObject()
            .objects("data", page.data(), each)
            .bool("has_more", page.next().isPresent())
            .text("next", page.next()));
  }

  /** An answer kept or made for keeping, to the byte. */
  public static Response of(Answer answer) {
    return bytes(
        answer.status(),
        "application/json; charset=utf-8",
        answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** The answer of a use case: what was done as the endpoint writes it, or the refusal. */
  public static <T> Response of(Outcome<T> outcome, Function<? super T, Response> done) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> done.apply(value);
      case Outcome.Refused<T>(var problem) -> refused(problem);
    };
  }

  /** 400, 404, 409, 412 or 422, rendered as problem+json. */
  public static Response refused(Problem problem) {
    return refused(Refusal.of(problem));
  }

  /** 400: what came cannot be believed or understood; the code names the sentence. */
  public static Response bad(String code) {
    return refused(Refusal.of(400, code));
  }

  static Response refused(Refusal refusal) {
    return new Response(refusal.status(), none(), new byte[0], Optional.of(refusal));
  }

  public static Response html(int status, String page) {
    return bytes(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  public static Response text(int status, String type, String text) {
    return bytes(status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Anything; what is not text goes out in base64 as the gateway wants it. */
  public static Response bytes(int status, String contentType, byte[] body) {
    return new Response(status, none(), body, Optional.empty()).with("Content-Type", contentType);
  }

  /** 303: see there, by GET. */
  public static Response seeOther(String location) {
    return new Response(303, none(), new byte[0], Optional.empty()).with("Location", location);
  }

  /** The same with a header; a general header so named is not added when it leaves. */
  public Response with(String header, String value) {
    var all = none();
    all.putAll(headers);
    all.put(header, value);
    return new Response(status, all, body, refusal);
  }

  /** The same with an {@code ETag}: what {@code If-Match} will bring back. */
  public Response version(long version) {
    return with("ETag", "\"" + version + "\"");
  }

  Response status(int other) {
    return new Response(other, headers, body, refusal);
  }

  public int status() {
    return status;
  }

  /** Names are case-insensitive. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  public byte[] body() {
    return body.clone();
  }

  /** Body as text, for tests and logs of ours. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  private static Map<String, String> none() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  @Override
  public String toString() {
    return status + " " + List.copyOf(headers.keySet());
  }
}
