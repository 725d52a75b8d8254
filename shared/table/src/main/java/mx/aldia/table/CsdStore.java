package mx.aldia.table;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The certificate that seals a tenant's documents, and its key: encrypted for the tenant and the
 * certificate's number, never shown, opened only to seal. Former ones stay, for what was sealed
 * with them is cancelled with them.
 */
public final class CsdStore {
  private static final String CERTIFICATE = "certificate";

  /** Nobody exchanges certificates in a hurry: two at once are rare, three unheard of. */
  private static final int ATTEMPTS = 8;

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
    return table.get(Keys.csd(tenant)).map(row -> opened(tenant, row));
  }

  /** One of the tenant's certificates with its key, be it a former one. */
  public Optional<Opened> open(TenantId tenant, String number) {
    return table
        .get(Keys.csd(tenant))
        .filter(row -> row.text("number").equals(number))
        .or(() -> table.get(Keys.csd(tenant, number)))
        .map(row -> opened(tenant, row));
  }

  private Opened opened(TenantId tenant, Row row) {
    var csd = csd(row);
    var key = secrets.open(tenant, name(csd), row.bytes("key"));
    return new Opened(csd, Base64.getDecoder().decode(key));
  }

  /**
   * The tenant has brought it: it seals from now on, in place of the one before, and the warnings
   * of its end are planned. The same certificate brought again is warned of no more than once.
   *
   * @return what is there now: of the same certificate, the day it first came
   * @throws IllegalStateException when others kept exchanging it meanwhile
   */
  public Csd exchange(TenantTime time, Opened brought) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var was = table.get(Keys.csd(time.tenant()));
      var next = sameDay(was, brought);
      if (table.commit(exchange(time, was, next)).isEmpty()) {
        return next.csd();
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, time.tenant()));
  }

  private static Opened sameDay(Optional<Row> was, Opened brought) {
    var csd = brought.csd();
    return was.filter(row -> row.text("number").equals(csd.number()))
        .map(
            row ->
                new Opened(
                    new Csd(
                        csd.cer(),
                        csd.number(),
                        csd.rfc(),
                        csd.validFrom(),
                        csd.validUntil(),
                        csd.selfMade(),
                        row.instant("storedAt")),
                    brought.pkcs8()))
        .orElse(brought);
  }

  private Transaction exchange(TenantTime time, Optional<Row> was, Opened brought) {
    var tenant = time.tenant();
    var item = item(tenant, brought);
    var transaction = table.transaction();
    if (was.isEmpty()) {
      return CertificateWarnings.plan(transaction.insert(CERTIFICATE, item), time, brought.csd());
    }
    transaction.putWhen(
        CERTIFICATE,
        item,
        "#number = :was AND storedAt = :since",
        Map.of("#number", "number"),
        Map.of(
            ":was", AttributeValue.fromS(was.get().text("number")),
            ":since", AttributeValue.fromS(was.get().text("storedAt"))));
    if (was.get().text("number").equals(brought.csd().number())) {
      return transaction;
    }
    transaction.put("former", former(tenant, was.get()));
    var warned = Keys.task(TaskId.ofCertificate(tenant, was.get().text("number")));
    if (table.get(warned).isPresent()) {
      transaction.update("task", warned, TaskStore.closing(time.now()));
    }
    return CertificateWarnings.plan(transaction, time, brought.csd());
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
    return item(Keys.csd(tenant), csd, secrets.seal(tenant, name(csd), key));
  }

  /** As it lay, under its number: the key needs not be opened for that. */
  private static Item former(TenantId tenant, Row row) {
    return item(Keys.csd(tenant, row.text("number")), csd(row), row.bytes("key"));
  }

  private static Item item(Key at, Csd csd, byte[] sealedKey) {
    return Item.at(at)
        .bytes("cer", csd.cer())
        .text("number", csd.number())
        .text("rfc", csd.rfc())
        .instant("validFrom", csd.validFrom())
        .instant("validUntil", csd.validUntil())
        .flag("selfMade", csd.selfMade())
        .instant("storedAt", csd.storedAt())
        .bytes("key", sealedKey);
  }

  /** A key cannot stand in for another certificate's. */
  private static String name(Csd csd) {
    return "csd." + csd.number();
  }

  static Csd csd(Row row) {
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
