package mx.aldia.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;

/** API keys, found by the hash of their secret and by nothing else. */
public final class KeyStore {
  private final Table table;
  private final Answers answers;

  public KeyStore(Table table, Answers answers) {
    this.table = table;
    this.answers = answers;
  }

  /** The key of this sha256 (hex), dead or alive; the caller judges. */
  public Optional<ApiKey> find(String hash) {
    return find(table, hash);
  }

  /** As the other, for who only finds keys and has no answers to remember. */
  public static Optional<ApiKey> find(Table table, String hash) {
    return table.get(Keys.apiKey(hash)).map(KeyStore::key);
  }

  public void create(ApiKey key, Attempt<ApiKey> attempt) {
    var transaction = table.transaction().insert("key", item(key)).insert("key_id", pointer(key));
    answers.remember(transaction, key.tenant(), attempt, key);
    answers.commit(transaction);
  }

  /** A tenant's key by its id, as an owner names it. */
  public Optional<ApiKey> byId(TenantId tenant, String id) {
    return table
        .get(Keys.pointer(tenant, id))
        .flatMap(row -> table.get(new Key(row.text("pk"), row.text("sk"))))
        .map(KeyStore::key);
  }

  /** A tenant's keys, oldest first. */
  public List<ApiKey> list(TenantId tenant) {
    var keys =
        table
            .index("byOwner", Keys.apiKeys(tenant), Optional.empty(), Optional.empty())
            .map(Table.IndexEntry::key)
            .toList();
    var rows = table.getAll(keys);
    return keys.stream().map(rows::get).filter(row -> row != null).map(KeyStore::key).toList();
  }

  /** From now on this key opens nothing. Saying it again changes nothing. */
  public void revoke(ApiKey key, Instant wallNow) {
    table.update(
        Keys.apiKey(key.hash()),
        new Transaction.Updating()
            .set("revokedAt", Stamp.of(wallNow))
            .when("attribute_exists(PK) AND attribute_not_exists(#revokedAt)"));
  }

  static Item item(ApiKey key) {
    return Item.at(Keys.apiKey(key.hash()))
        .text("id", key.id())
        .text("tenant", key.tenant().value())
        .text("mode", key.mode().name())
        .text("hash", key.hash())
        .text("hint", key.hint())
        .text("name", key.name())
        .texts("scopes", key.scopes())
        .instant("createdAt", key.createdAt())
        .instant("keyExpiresAt", key.expiresAt())
        .instant("revokedAt", key.revokedAt())
        .ownedBy(Keys.apiKeys(key.tenant()), Stamp.of(key.createdAt()) + "#" + key.id());
  }

  static Item pointer(ApiKey key) {
    var to = Keys.apiKey(key.hash());
    return Item.at(Keys.pointer(key.tenant(), key.id())).text("pk", to.pk()).text("sk", to.sk());
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.text("id"),
        new TenantId(row.text("tenant")),
        Tenant.Mode.valueOf(row.text("mode")),
        row.text("hash"),
        row.text("hint"),
        row.text("name"),
        Set.copyOf(row.texts("scopes")),
        row.instant("createdAt"),
        row.maybeInstant("keyExpiresAt"),
        row.maybeInstant("revokedAt"));
  }
}
