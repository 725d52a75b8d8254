package mx.aldia.table;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What a function shares with the others of its deployment: the table, the secrets, the links. No
 * secret is fetched before it is used, so that a snapshot of the function holds none.
 *
 * <p>For functions that have {@code KMS_KEY_ID} and {@code LINK_KEY} in their environment; the
 * others need {@link Table#connect} alone.
 */
public final class Deployment {
  private final Table table;
  private final KmsKeys keys;
  private final Supplier<byte[]> linkKey;
  private final String origin;

  private Deployment(Table table, KmsKeys keys, Supplier<byte[]> linkKey, String origin) {
    this.table = table;
    this.keys = keys;
    this.linkKey = linkKey;
    this.origin = origin;
  }

  /**
   * As the environment says.
   *
   * @throws IllegalStateException naming the variable that is missing
   */
  public static Deployment of(Map<String, String> environment) {
    var kms = new Cloud(environment).client(KmsClient.builder(), "KMS").build();
    var keys = new KmsKeys(kms, said(environment, "KMS_KEY_ID"));
    var encrypted = Base64.getDecoder().decode(said(environment, "LINK_KEY"));
    return new Deployment(
        Table.connect(environment),
        keys,
        new OnFirstUse<>(() -> keys.openLinkKey(encrypted)),
        said(environment, "PUBLIC_ORIGIN"));
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

  public Secrets secrets() {
    return new Secrets(keys);
  }

  /** For what a caller may carry and must not forge: cursors. */
  public Supplier<byte[]> linkKey() {
    return linkKey;
  }
}
