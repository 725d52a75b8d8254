package mx.aldia.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Hashes;
import mx.aldia.edge.HttpHandler;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.given.WallClock;
import mx.aldia.table.CsdStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.KeyStore;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;

/** This function over a real table, and who calls it. */
final class Office {
  static final LocalTable TABLE = LocalTable.create();
  static final Instant TODAY = House.MONDAY.plus(Duration.ofDays(300));

  private final WallClock wall = new WallClock(TODAY);
  private final Table table = new Table(TABLE.client(), TABLE.name());
  private final Secrets secrets = new Secrets(new PaperKeys());
  private final List<TenantId> begun = Collections.synchronizedList(new ArrayList<>());
  private final HttpHandler handler =
      new HttpHandler(
          "tenant-admin",
          new Wiring(
                  new Deployment(
                      table,
                      wall,
                      new Ulid(wall),
                      () -> Stores.LINK_KEY.getBytes(UTF_8),
                      Stores.ORIGIN,
                      () -> secrets),
                  begun::add)
              .routes());

  HttpCaller operator() {
    return new HttpCaller(handler, Map.of("mode", "live", "scopes", "operator"), Map.of());
  }

  HttpCaller anybody() {
    return HttpCaller.anybody(handler);
  }

  /** A sandbox business of which only the name is known, called with its first key. */
  HttpCaller business() {
    return business("{'name':'Estudio Río'}");
  }

  HttpCaller business(String json) {
    return holderOf(operator().post("/v1/tenants", json).value("api_key"));
  }

  HttpCaller of(TenantId tenant) {
    return HttpCaller.of(handler, tenant);
  }

  /** Whoever holds this secret, as the authorizer finds it at this moment. */
  HttpCaller holderOf(String secret) {
    var context = new HashMap<String, Object>();
    var key = KeyStore.find(table, Hashes.sha256(secret));
    if (key.filter(it -> it.isAlive(wall.instant())).isPresent()) {
      context.put("tenant", key.get().tenant().value());
      context.put("mode", secret.startsWith("ald_live_") ? "live" : "test");
      context.put("scopes", String.join(" ", key.get().scopes()));
    } else {
      context.put("fault", key.isPresent() ? "revoked_key" : "unknown_key");
    }
    return new HttpCaller(handler, context, Map.of());
  }

  Stores stores() {
    return Stores.over(table, wall);
  }

  GatewaySecrets gatewaySecrets() {
    return new GatewaySecrets(stores().tenants(), secrets);
  }

  CsdStore certificates() {
    return new CsdStore(table, secrets);
  }

  WallClock wall() {
    return wall;
  }

  /** The advances that somebody was asked to do. */
  List<TenantId> begun() {
    return List.copyOf(begun);
  }

  /** A key service that wraps nothing; the context is held by what is sealed. */
  private static final class PaperKeys implements Secrets.KeyWrap {
    @Override
    public Secrets.DataKey generate(TenantId tenant, String name) {
      var key = (tenant.value() + "................................").substring(0, 32);
      return new Secrets.DataKey(key.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    @Override
    public byte[] open(TenantId tenant, String name, byte[] encrypted) {
      return encrypted;
    }
  }
}
