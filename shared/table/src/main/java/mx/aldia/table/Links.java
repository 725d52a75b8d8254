package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tenant.TenantId;

/**
 * The links that customers are given. A token is derived, not stored: 128 bits of HMAC-SHA256 over
 * tenant, subject, purpose and generation, so that every message can carry the same link and the
 * table alone opens none. Raising a subject's generation revokes what was given out.
 */
public final class Links {
  private static final int TOKEN_BYTES = 16;

  private final Table table;
  private final Supplier<byte[]> secret;
  private final String origin;

  /**
   * Links of one deployment.
   *
   * @param secret at least 32 random bytes; another secret revokes every link
   * @param origin scheme and host that customers see, without a slash at its end
   */
  public Links(Table table, byte[] secret, String origin) {
    this(table, () -> secret, origin);
  }

  /** As the other; the secret is asked for at each use, so that no snapshot holds it. */
  public Links(Table table, Supplier<byte[]> secret, String origin) {
    this.table = table;
    this.secret = secret;
    this.origin = origin;
  }

  /** What a link opens. */
  public sealed interface Target {
    /** An invoice's page; dead once the invoice's generation is another. */
    record Page(InvoiceId invoice, int generation) implements Target {}

    /** A customer's word that it wants no more e-mail. */
    record OptOut(CustomerId customer) implements Target {}
  }

  public String page(InvoiceId invoice, int generation) {
    return origin + "/i/" + token(invoice.tenant(), invoice.value(), "page", generation);
  }

  public String optOut(CustomerId customer) {
    return origin + "/u/" + token(customer.tenant(), customer.value(), "opt_out", 1);
  }

  /** What this token opens, if anything does. */
  public Optional<Target> find(String token) {
    return table
        .get(Keys.link(hash(token)))
        .map(
            row -> {
              var tenant = new TenantId(row.text("tenant"));
              return switch (row.text("purpose")) {
                case "page" ->
                    new Target.Page(
                        new InvoiceId(tenant, row.text("subject")), (int) row.number("generation"));
                case "opt_out" -> new Target.OptOut(new CustomerId(tenant, row.text("subject")));
                default -> throw new IllegalStateException("a link for " + row.text("purpose"));
              };
            });
  }

  void page(Transaction transaction, InvoiceId invoice, int generation) {
    write(transaction, invoice.tenant(), invoice.value(), "page", generation);
  }

  void optOut(Transaction transaction, CustomerId customer) {
    write(transaction, customer.tenant(), customer.value(), "opt_out", 1);
  }

  private void write(
      Transaction transaction, TenantId tenant, String subject, String purpose, int generation) {
    transaction.put(
        "link",
        Item.at(Keys.link(hash(token(tenant, subject, purpose, generation))))
            .text("tenant", tenant.value())
            .text("subject", subject)
            .text("purpose", purpose)
            .number("generation", generation));
  }

  private String token(TenantId tenant, String subject, String purpose, int generation) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
      var text = "%s|%s|%s|%d".formatted(tenant.value(), subject, purpose, generation);
      var bits = Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), TOKEN_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256", e);
    }
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
