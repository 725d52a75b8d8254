package mx.aldia.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.HttpHandler;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.Sealer;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;

/** This function over a real table, with businesses whose clock stands at a Monday morning. */
final class House {
  static final Instant MONDAY = Instant.parse("2026-01-05T15:00:00Z");
  private static final byte[] LINK_KEY = "a-link-key-of-at-least-32-bytes!!".getBytes(UTF_8);
  private static final LocalTable TABLE = LocalTable.create();

  private final Clock wall = Clock.systemUTC();
  private final Ulid ids = new Ulid(wall);
  private final Table table = new Table(TABLE.client(), TABLE.name());
  private final HttpHandler handler =
      new HttpHandler(
          "invoice-issuance",
          new Wiring(
                  new Deployment(
                      table,
                      wall,
                      ids,
                      () -> LINK_KEY,
                      "https://pagos.example.mx",
                      () -> {
                        throw new IllegalStateException("nobody here has secrets");
                      }))
              .routes());

  /** A new sandbox business, called with a key of its own. */
  HttpCaller business() {
    return HttpCaller.of(handler, tenant(Optional.of("hola@estudio.example")));
  }

  HttpCaller businessWithoutSupportContact() {
    return HttpCaller.of(handler, tenant(Optional.empty()));
  }

  InvoiceStore invoices() {
    var answers = new Answers(table, wall, new Sealer(() -> LINK_KEY, "answers"));
    return new InvoiceStore(
        table, answers, new Links(table, () -> LINK_KEY, "https://x.example"), wall);
  }

  /** How many items the table holds: a refused request leaves it as it was. */
  static int items() {
    return TABLE.client().scanPaginator(scan -> scan.tableName(TABLE.name())).stream()
        .mapToInt(page -> page.count())
        .sum();
  }

  private TenantId tenant(Optional<String> email) {
    var id = new TenantId("ten_" + ids.next());
    var policy = new PolicyId(id, "pol_" + ids.next());
    var answers = new Answers(table, wall, new Sealer(() -> LINK_KEY, "answers"));
    new TenantStore(table, wall, answers)
        .create(
            new Tenant(
                id,
                "Estudio Río",
                Optional.of("ESTUDIO RIO"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("06700"),
                ZoneId.of("America/Mexico_City"),
                "es-MX",
                Tenant.Mode.TEST,
                Tenant.Cfdi.OFF,
                email.map(it -> new Tenant.SupportContact(Optional.of(it), Optional.empty())),
                Optional.empty(),
                policy,
                wall.instant(),
                1),
            new ApiKey(
                "key_1",
                id,
                Tenant.Mode.TEST,
                ids.next(),
                "1234",
                "first",
                Set.of("*"),
                wall.instant(),
                Optional.empty(),
                Optional.empty()),
            ReminderPolicy.usual(policy, "Habitual"),
            Attempt.once());
    new ClockStore(table).set(id, MONDAY);
    return id;
  }
}
