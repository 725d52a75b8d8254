package mx.aldia.edge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;

/** One HTTP request as an endpoint sees it: routed, its caller known, its body read. */
public final class Request {
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final Fields query;
  private final byte[] body;
  private final Caller caller;
  private final String id;
  private final String sourceIp;
  private final Map<String, String> pathParameters;
  private final Fields fields;
  private final Optional<Long> ifMatch;

  Request(
      String method,
      String path,
      Map<String, String> headers,
      Fields query,
      byte[] body,
      Caller caller,
      String id,
      String sourceIp,
      Map<String, String> pathParameters,
      Fields fields,
      Optional<Long> ifMatch) {
    this.method = method;
    this.path = path;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.query = query;
    this.body = body;
    this.caller = caller;
    this.id = id;
    this.sourceIp = sourceIp;
    this.pathParameters = Map.copyOf(pathParameters);
    this.fields = fields;
    this.ifMatch = ifMatch;
  }

  public String method() {
    return method;
  }

  /** As called, decoded: {@code /v1/invoices/inv_01/issue}. */
  public String path() {
    return path;
  }

  public Caller caller() {
    return caller;
  }

  /**
   * The caller's tenant.
   *
   * @throws IllegalStateException on a route that is open or the operator's
   */
  public TenantId tenant() {
    return caller.tenant().orElseThrow(() -> new IllegalStateException("no tenant calls " + path));
  }

  public boolean isSandbox() {
    return caller.mode() == Tenant.Mode.TEST;
  }

  /**
   * What stood in the path in place of {@code {name}}.
   *
   * @throws IllegalArgumentException if the route's template has no such name
   */
  public String param(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no {" + name + "} in the template of " + path);
    }
    return value;
  }

  /** The members of the JSON body, or of the form on a route that takes one. */
  public Fields fields() {
    return fields;
  }

  /** The query's parameters. */
  public Fields query() {
    return query;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** All headers; their names are case-insensitive. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** The body to the byte, as signatures want it. */
  public byte[] bytes() {
    return body.clone();
  }

  public Language language() {
    return Language.preferred(headers.get("Accept-Language"));
  }

  /** The version that {@code If-Match} names; empty without the header or with {@code *}. */
  public Optional<Long> ifMatch() {
    return ifMatch;
  }

  /** What the answer's {@code Request-Id} says. */
  public String id() {
    return id;
  }

  public String sourceIp() {
    return sourceIp;
  }

  /** The body and query stay out of logs. */
  @Override
  public String toString() {
    return method + " " + path + " " + id + " " + List.copyOf(headers.keySet());
  }
}
