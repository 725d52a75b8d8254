package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.tax.PacAccount;
import mx.aldia.domain.tax.PacAccount.Access;
import mx.aldia.domain.tenant.TenantId;

/** Contracts with certifiers; what lets one in goes in and is opened only to stamp. */
public final class PacStore {
  private static final String NAME = "pac.";

  private final Table table;
  private final Secrets secrets;

  public PacStore(Table table, Secrets secrets) {
    this.table = table;
    this.secrets = secrets;
  }

  public Optional<PacAccount> find(TenantId tenant) {
    return table.get(Keys.pac(tenant)).map(PacStore::account);
  }

  /** An account with what lets one in; asks the key service. */
  public record Opened(PacAccount account, Access access) {}

  public Optional<Opened> open(TenantId tenant) {
    return table
        .get(Keys.pac(tenant))
        .map(
            row -> {
              var account = account(row);
              var secret = secrets.open(tenant, name(account), row.bytes("secret"));
              return new Opened(account, new Access(row.maybeText("user").orElse(""), secret));
            });
  }

  /** Replaces the account as a whole. */
  public void save(TenantId tenant, PacAccount account, Access access) {
    var item =
        Item.at(Keys.pac(tenant))
            .text("provider", account.provider().name())
            .flag("test", account.test())
            .instant("updatedAt", account.updatedAt())
            .bytes("secret", secrets.seal(tenant, name(account), access.secret()));
    if (!access.isToken()) {
      item.text("user", access.user());
    }
    table.commit(table.transaction().put("pac", item));
  }

  /** From now on the operator's serves, if there is one. */
  public void forget(TenantId tenant) {
    table.commit(table.transaction().remove("pac", Keys.pac(tenant)));
  }

  private static PacAccount account(Row row) {
    return new PacAccount(
        PacAccount.Provider.valueOf(row.text("provider")),
        row.flag("test"),
        row.instant("updatedAt"));
  }

  private static String name(PacAccount account) {
    return NAME + account.provider().name();
  }
}
