package mx.aldia.table;

import java.util.Base64;
import java.util.Optional;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tenant.TenantId;

/**
 * The certificate that seals a tenant's documents, and its key: encrypted for the tenant and the
 * certificate's number, never shown, opened only to seal.
 */
public final class CsdStore {
  private static final String CERTIFICATE = "certificate";

  private final Table table;
  private final Secrets secrets;

  public CsdStore(Table table, Secrets secrets) {
    this.table = table;
    this.secrets = secrets;
  }

  /**
   * A certificate with its key.
   *
   * @param pkcs8 the private key in the clear, PKCS#8; the caller's to forget
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares keys
  public record Opened(Csd csd, byte[] pkcs8) {
    @Override
    public String toString() {
      return "key of " + csd;
    }
  }

  public Optional<Csd> find(TenantId tenant) {
    return table.get(Keys.csd(tenant)).map(CsdStore::csd);
  }

  /** The certificate with its key; asks the key service. */
  public Optional<Opened> open(TenantId tenant) {
    return table
        .get(Keys.csd(tenant))
        .map(
            row -> {
              var csd = csd(row);
              var key = secrets.open(tenant, name(csd), row.bytes("key"));
              return new Opened(csd, Base64.getDecoder().decode(key));
            });
  }

  /** Takes the place of what was there. */
  public void save(TenantId tenant, Opened opened) {
    table.commit(table.transaction().put(CERTIFICATE, item(tenant, opened)));
  }

  /**
   * Stores it where there is none; who comes second finds the first one's.
   *
   * @return the one that is there now
   */
  public Opened saveFirst(TenantId tenant, Opened opened) {
    var failed = table.commit(table.transaction().insert(CERTIFICATE, item(tenant, opened)));
    return failed.isEmpty() ? opened : open(tenant).orElseThrow();
  }

  private Item item(TenantId tenant, Opened opened) {
    var csd = opened.csd();
    var key = Base64.getEncoder().encodeToString(opened.pkcs8());
    return Item.at(Keys.csd(tenant))
        .bytes("cer", csd.cer())
        .text("number", csd.number())
        .text("rfc", csd.rfc())
        .instant("validFrom", csd.validFrom())
        .instant("validUntil", csd.validUntil())
        .flag("selfMade", csd.selfMade())
        .instant("storedAt", csd.storedAt())
        .bytes("key", secrets.seal(tenant, name(csd), key));
  }

  /** A key cannot stand in for another certificate's. */
  private static String name(Csd csd) {
    return "csd." + csd.number();
  }

  private static Csd csd(Row row) {
    return new Csd(
        row.bytes("cer"),
        row.text("number"),
        row.text("rfc"),
        row.instant("validFrom"),
        row.instant("validUntil"),
        row.flag("selfMade"),
        row.instant("storedAt"));
  }
}
