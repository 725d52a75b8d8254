package mx.aldia.gateways;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a provider sent, to the byte: a signature holds over nothing else. */
public final class ProviderRequest {
  private final byte[] body;
  private final Map<String, String> headers;
  private final Map<String, String> query;

  /**
   * A request as it came in.
   *
   * @param body decoded from base64 if the front encoded it, and otherwise untouched; not copied
   * @param headers in any case
   */
  public ProviderRequest(byte[] body, Map<String, String> headers, Map<String, String> query) {
    this.body = body;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.query = Map.copyOf(query);
  }

  public byte[] body() {
    return body;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
