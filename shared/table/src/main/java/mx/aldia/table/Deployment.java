package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a function shares with the others of its deployment: the table, the secrets, the links.
 *
 * <p>For functions that have {@code LINK_KEY} in their environment; the others need {@link
 * Table#connect} alone.
 */
public final class Deployment {
  private final Map<String, String> environment;
  private final Table table;
  private final Supplier<byte[]> linkKey;
  private final String origin;

  private Deployment(
      Map<String, String> environment, Table table, Supplier<byte[]> linkKey, String origin) {
    this.environment = Map.copyOf(environment);
    this.table = table;
    this.linkKey = linkKey;
    this.origin = origin;
  }

  /**
   * As the environment says.
   *
   * @throws IllegalStateException naming the variable that is missing
   */
  public static Deployment of(Map<String, String> environment) {
    var linkKey = said(environment, "LINK_KEY").getBytes(UTF_8);
    return new Deployment(
        environment, Table.connect(environment), () -> linkKey, said(environment, "PUBLIC_ORIGIN"));
  }

  private static String said(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalStateException("missing in the environment: " + name));
  }

  public Table table() {
    return table;
  }

  public Answers answers(Clock wall) {
    return new Answers(table, wall, new Sealer(linkKey, "answers"));
  }

  public Links links() {
    return new Links(table, linkKey, origin);
  }

  /** Tenants' secrets, under the key that {@code KMS_KEY_ID} names; only its users need KMS. */
  public Secrets secrets() {
    return new Secrets(KmsKeys.connect(environment));
  }

  /** For what a caller may carry and must not forge: cursors. */
  public Supplier<byte[]> linkKey() {
    return linkKey;
  }
}
