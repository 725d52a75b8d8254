package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.time.Waiting;

/**
 * What a function shares with the others of its deployment: the table, the secrets, the links.
 *
 * <p>For functions that have {@code LINK_KEY} in their environment; the others need {@link
 * Table#connect} alone.
 */
public final class Deployment {
  private final Table table;
  private final Clock wall;
  private final Ulid ids;
  private final Supplier<byte[]> linkKey;
  private final String origin;
  private final Supplier<Secrets> secrets;

  /**
   * Of these parts.
   *
   * @param linkKey at least 32 random bytes; asked for at each use
   * @param origin scheme and host that customers see, without a slash at its end
   * @param secrets asked for by those who have secrets to seal or open
   */
  public Deployment(
      Table table,
      Clock wall,
      Ulid ids,
      Supplier<byte[]> linkKey,
      String origin,
      Supplier<Secrets> secrets) {
    this.table = table;
    this.wall = wall;
    this.ids = ids;
    this.linkKey = linkKey;
    this.origin = origin;
    this.secrets = secrets;
  }

  /**
   * As the environment says.
   *
   * @throws IllegalStateException naming the variable that is missing
   */
  public static Deployment of(Map<String, String> environment) {
    var linkKey = said(environment, "LINK_KEY").getBytes(UTF_8);
    var wall = Clock.systemUTC();
    return new Deployment(
        Table.connect(environment),
        wall,
        new Ulid(wall),
        () -> linkKey,
        said(environment, "PUBLIC_ORIGIN"),
        () -> new Secrets(KmsKeys.connect(environment)));
  }

  private static String said(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalStateException("missing in the environment: " + name));
  }

  public Table table() {
    return table;
  }

  public Clock wall() {
    return wall;
  }

  public Ulid ids() {
    return ids;
  }

  public Waiting waiting() {
    return table.waiting();
  }

  public Answers answers() {
    return new Answers(table, wall, new Sealer(linkKey, "answers"));
  }

  public Links links() {
    return new Links(table, linkKey, origin);
  }

  /** Where customers and providers reach us. */
  public String origin() {
    return origin;
  }

  /** Tenants' secrets, under the key that {@code KMS_KEY_ID} names; only its users need KMS. */
  public Secrets secrets() {
    return secrets.get();
  }

  /** For what a caller may carry and must not forge: cursors. */
  public Supplier<byte[]> linkKey() {
    return linkKey;
  }
}
