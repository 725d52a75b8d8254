package mx.aldia.table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.request.AlreadyAnswered;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.GatewayAccount;
import mx.aldia.domain.tenant.RepTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;

/** Tenants, with their time, and the accounts they have at payment providers. */
public final class TenantStore {
  /** Who asks for tenants: its attempts are remembered under no tenant's name. */
  public static final TenantId OPERATOR = new TenantId("operator");

  private final Table table;
  private final Clock wall;
  private final Answers answers;

  public TenantStore(Table table, Clock wall, Answers answers) {
    this.table = table;
    // What is told of a moment is what is kept of it: to the millisecond.
    this.wall = Clock.tick(wall, Duration.ofMillis(1));
    this.answers = answers;
  }

  /** A tenant and its time now. */
  public record Open(Tenant tenant, TenantTime time) {}

  /** Reads the tenant, and its clock where it is one that has one. */
  public Optional<Open> open(TenantId id) {
    return table
        .get(Keys.tenant(id))
        .map(TenantStore::tenant)
        .map(
            tenant ->
                new Open(
                    tenant,
                    time(
                        tenant,
                        tenant.isSandbox() ? table.get(Keys.clock(id)) : Optional.empty())));
  }

  private TenantTime time(Tenant tenant, Optional<Row> clock) {
    boolean sandbox = tenant.isSandbox();
    return clock
        .flatMap(row -> row.maybeInstant("now"))
        .map(
            now ->
                new TenantTime(tenant.id(), Clock.fixed(now, tenant.zone()), sandbox, true, wall))
        .orElseGet(
            () -> new TenantTime(tenant.id(), wall.withZone(tenant.zone()), sandbox, false, wall));
  }

  /**
   * Writes a new tenant with its first key and its first policy, or none of it.
   *
   * @throws AlreadyAnswered if a twin of this attempt was first
   */
  public void create(Tenant tenant, ApiKey key, ReminderPolicy policy, Attempt<Tenant> attempt) {
    var transaction =
        table
            .transaction()
            .insert("tenant", item(tenant))
            .insert("key", KeyStore.item(key))
            .insert("key_id", KeyStore.pointer(key))
            .insert("policy", PolicyStore.item(policy));
    if (tenant.isSandbox()) {
      transaction.insert("clock", Item.at(Keys.clock(tenant.id())).number("pending", 0));
    }
    answers.remember(transaction, OPERATOR, attempt, tenant);
    answers.commit(transaction);
  }

  /**
   * Replaces a tenant that is still as it was read.
   *
   * @return false when somebody else changed it meanwhile
   */
  public boolean save(Tenant tenant, long was) {
    return table.commit(table.transaction().replace("tenant", item(tenant), was)).isEmpty();
  }

  /**
   * Stores a provider account as a whole: a secret that is not given is forgotten.
   *
   * @param secrets by name, already encrypted for the tenant
   */
  public void saveGateway(TenantId tenant, GatewayAccount account, Map<String, byte[]> secrets) {
    var transaction =
        table
            .transaction()
            .put(
                "gateway",
                Item.at(Keys.gateway(tenant, account.name()))
                    .text("name", account.name())
                    .flag("webhookSecret", account.hasWebhookSecret())
                    .flag("apiKey", account.hasApiKey())
                    .text("apiBase", account.apiBase())
                    .instant("updatedAt", account.updatedAt()));
    secrets.forEach(
        (name, secret) ->
            transaction.put(
                "secret",
                Item.at(Keys.secret(tenant, account.name() + "." + name)).bytes("sealed", secret)));
    for (var name : List.of(GatewaySecrets.WEBHOOK_SECRET, GatewaySecrets.API_KEY)) {
      if (!secrets.containsKey(name)) {
        transaction.remove("secret", Keys.secret(tenant, account.name() + "." + name));
      }
    }
    table.commit(transaction);
  }

  public List<GatewayAccount> gateways(TenantId tenant) {
    return table.query(Keys.partition(tenant), Keys.GATEWAY).map(TenantStore::gateway).toList();
  }

  public Optional<GatewayAccount> gateway(TenantId tenant, String name) {
    return table.get(Keys.gateway(tenant, name)).map(TenantStore::gateway);
  }

  /** The encrypted secrets of one provider account, by name. */
  public Optional<byte[]> secret(TenantId tenant, String gateway, String name) {
    return table.get(Keys.secret(tenant, gateway + "." + name)).map(row -> row.bytes("sealed"));
  }

  private static GatewayAccount gateway(Row row) {
    return new GatewayAccount(
        row.text("name"),
        row.flag("webhookSecret"),
        row.flag("apiKey"),
        row.maybeText("apiBase"),
        row.instant("updatedAt"));
  }

  private static Item item(Tenant tenant) {
    var item =
        Item.at(Keys.tenant(tenant.id()))
            .text("id", tenant.id().value())
            .text("name", tenant.name())
            .text("legalName", tenant.legalName())
            .text("rfc", tenant.rfc())
            .text("taxRegime", tenant.taxRegime())
            .text("postalCode", tenant.postalCode())
            .text("zone", tenant.zone().getId())
            .text("locale", tenant.locale())
            .text("mode", tenant.mode().name())
            .text("cfdi", tenant.cfdi().name())
            .text("cfdiTiming", tenant.cfdiTiming().name())
            .text("repTiming", tenant.repTiming().name())
            .text("policy", tenant.defaultPolicy().value())
            .instant("createdAt", tenant.createdAt())
            .number("version", tenant.version());
    tenant
        .support()
        .ifPresent(
            support ->
                item.text("supportEmail", support.email()).text("supportPhone", support.phone()));
    tenant
        .paymentDetails()
        .ifPresent(
            details ->
                item.flag("payDetails", true)
                    .text("payBank", details.bank())
                    .text("payClabe", details.clabe())
                    .text("payBeneficiary", details.beneficiary())
                    .text("payNote", details.note()));
    return item;
  }

  private static Tenant tenant(Row row) {
    var email = row.maybeText("supportEmail");
    var phone = row.maybeText("supportPhone");
    return new Tenant(
        new TenantId(row.text("id")),
        row.text("name"),
        row.maybeText("legalName"),
        row.maybeText("rfc"),
        row.maybeText("taxRegime"),
        row.maybeText("postalCode"),
        ZoneId.of(row.text("zone")),
        row.text("locale"),
        Tenant.Mode.valueOf(row.text("mode").toUpperCase(Locale.ROOT)),
        Tenant.Cfdi.valueOf(row.text("cfdi")),
        email.isEmpty() && phone.isEmpty()
            ? Optional.empty()
            : Optional.of(new Tenant.SupportContact(email, phone)),
        row.flag("payDetails")
            ? Optional.of(
                new Tenant.PaymentDetails(
                    row.maybeText("payBank"),
                    row.maybeText("payClabe"),
                    row.maybeText("payBeneficiary"),
                    row.maybeText("payNote")))
            : Optional.empty(),
        row.maybeText("cfdiTiming").map(CfdiTiming::valueOf).orElse(CfdiTiming.ON_ISSUE),
        row.maybeText("repTiming").map(RepTiming::valueOf).orElse(RepTiming.IMMEDIATE),
        new PolicyId(new TenantId(row.text("id")), row.text("policy")),
        row.instant("createdAt"),
        row.number("version"));
  }

  /** The oldest moment anything of this tenant can be dated: where a list begins. */
  public Instant beginning(Open open) {
    return table
        .get(Keys.clock(open.tenant().id()))
        .flatMap(row -> row.maybeInstant("initial"))
        .filter(open.tenant().createdAt()::isAfter)
        .orElse(open.tenant().createdAt());
  }
}
