package mx.aldia.edge;

import java.util.List;
import java.util.Optional;

/**
 * One method and path of the API.
 *
 * @param path a template: {@code /v1/invoices/{id}/issue}
 * @param scope what the caller's key must allow; empty for an open route
 * @param body what bodies it takes
 * @param page whether a person in front of a browser reads its refusals
 */
public record Route(
    String method,
    String path,
    Optional<String> scope,
    Body body,
    boolean page,
    Endpoint endpoint) {
  /** What a route takes for a body. */
  public enum Body {
    /** {@code application/json}, read before the endpoint is called; none at all is {@code {}}. */
    JSON,
    /**
     * A browser's form post; none at all is an empty one. That of RFC 8058 may be multipart: it is
     * taken, and its fields are not read.
     */
    FORM,
    /** Any bytes of any type: signatures are over these. */
    RAW
  }

  public static Route get(String path, String scope, Endpoint endpoint) {
    return new Route("GET", path, Optional.of(scope), Body.JSON, false, endpoint);
  }

  public static Route post(String path, String scope, Endpoint endpoint) {
    return new Route("POST", path, Optional.of(scope), Body.JSON, false, endpoint);
  }

  public static Route put(String path, String scope, Endpoint endpoint) {
    return new Route("PUT", path, Optional.of(scope), Body.JSON, false, endpoint);
  }

  public static Route patch(String path, String scope, Endpoint endpoint) {
    return new Route("PATCH", path, Optional.of(scope), Body.JSON, false, endpoint);
  }

  public static Route delete(String path, String scope, Endpoint endpoint) {
    return new Route("DELETE", path, Optional.of(scope), Body.JSON, false, endpoint);
  }

  /** A GET for everyone. */
  public static Route openGet(String path, Endpoint endpoint) {
    return new Route("GET", path, Optional.empty(), Body.JSON, false, endpoint);
  }

  /** A page for everyone: its refusals are pages too. */
  public static Route openPage(String path, Endpoint endpoint) {
    return new Route("GET", path, Optional.empty(), Body.JSON, true, endpoint);
  }

  /** A browser's form, posted by whoever holds the link. */
  public static Route openForm(String path, Endpoint endpoint) {
    return new Route("POST", path, Optional.empty(), Body.FORM, true, endpoint);
  }

  /** Bytes whose signature is the only key. */
  public static Route openRaw(String path, Endpoint endpoint) {
    return new Route("POST", path, Optional.empty(), Body.RAW, false, endpoint);
  }

  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }
}
