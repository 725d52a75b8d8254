package mx.aldia.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.GatewayAccount;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.EventStore;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.Links;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.Sealer;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.table.TaskStore;
import mx.aldia.table.TenantStore;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A business that is owed, over a real table; its own clock stands at a Monday morning. */
final class Shop {
  static final Instant MONDAY = Instant.parse("2026-01-05T15:00:00Z");

  /** The wall's, another day than the sandbox's own. */
  static final Instant WALL = Instant.parse("2026-03-10T18:00:00Z");

  static final String SECRET = "whsec_of_this_shop";

  static final LocalTable TABLE = LocalTable.create();

  private static final Pattern EVENT_ID = Pattern.compile("\"id\":\"(\\w+)\"");
  private static final byte[] LINK_KEY = "a-link-key-of-at-least-32-bytes!!".getBytes(UTF_8);
  private static final Clock CLOCK = Clock.fixed(WALL, ZoneOffset.UTC);
  private static final Ulid IDS = new Ulid(Clock.systemUTC());

  final TenantId tenant;
  final PolicyId policy;
  final Answers answers;
  final TenantStore tenants;
  final InvoiceStore invoices;
  final PaymentStore payments;
  final PolicyStore policies;
  final CustomerStore customers;
  final EventStore events;
  final ProviderEventStore providerEvents;
  final ClockStore clocks;
  final GatewaySecrets secrets;
  final Wiring wiring;
  final HttpCaller caller;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Set<String> unread = ConcurrentHashMap.newKeySet();
  private final Set<String> handedOver = new HashSet<>();

  /** A sandbox. */
  Shop() {
    this(Tenant.Mode.TEST, TABLE.client());
  }

  Shop(Tenant.Mode mode, DynamoDbClient client) {
    this(new TenantId("ten_" + IDS.next()), mode, client);
  }

  Shop(TenantId tenant, Tenant.Mode mode, DynamoDbClient client) {
    this(tenant, mode, new Table(client, TABLE.name()));
    var now = WALL;
    tenants.create(
        new Tenant(
            tenant,
            "Estudio Río",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneId.of("America/Mexico_City"),
            "es-MX",
            mode,
            Tenant.Cfdi.OFF,
            Optional.empty(),
            Optional.empty(),
            policy,
            now,
            1),
        new ApiKey(
            "key_1",
            tenant,
            mode,
            IDS.next(),
            "1234",
            "first",
            Set.of("*"),
            now,
            Optional.empty(),
            Optional.empty()),
        ReminderPolicy.usual(policy, "Habitual"),
        Attempt.once());
    if (mode == Tenant.Mode.TEST) {
      clocks.set(tenant, MONDAY, answers, Attempt.once());
    }
    tenants.saveGateway(
        tenant,
        new GatewayAccount("stripe", true, false, Optional.empty(), now),
        Map.of(
            GatewaySecrets.WEBHOOK_SECRET,
            secrets.seal(tenant, "stripe", GatewaySecrets.WEBHOOK_SECRET, SECRET)));
  }

  private Shop(TenantId tenant, Tenant.Mode mode, Table table) {
    this.tenant = tenant;
    policy = new PolicyId(tenant, "pol_" + IDS.next());
    answers = new Answers(table, CLOCK, new Sealer(() -> LINK_KEY, "answers"));
    var links = new Links(table, () -> LINK_KEY, "https://pagos.example.mx");
    var keys = new Secrets(new OneKey());
    tenants = new TenantStore(table, CLOCK, answers);
    invoices = new InvoiceStore(table, answers, links, CLOCK);
    payments = new PaymentStore(table, answers);
    policies = new PolicyStore(table, answers);
    customers = new CustomerStore(table, answers, links);
    events = new EventStore(table);
    providerEvents = new ProviderEventStore(table, CLOCK);
    clocks = new ClockStore(table);
    secrets = new GatewaySecrets(tenants, keys);
    wiring =
        new Wiring(
            new Deployment(
                table,
                CLOCK,
                new Ulid(CLOCK),
                () -> LINK_KEY,
                "https://pagos.example.mx",
                () -> keys));
    caller =
        new HttpCaller(
            new PaymentsHandler(wiring),
            Map.of(
                "tenant",
                tenant.value(),
                "mode",
                mode == Tenant.Mode.LIVE ? "live" : "test",
                "scopes",
                "*"),
            Map.of());
  }

  /** Wraps each data key by turning it around: enough to see that it was asked. */
  private static final class OneKey implements Secrets.KeyWrap {
    @Override
    public Secrets.DataKey generate(TenantId tenant, String name) {
      var plain = (tenant.value() + name + "................................").getBytes(UTF_8);
      return new Secrets.DataKey(plain, reversed(plain));
    }

    @Override
    public byte[] open(TenantId tenant, String name, byte[] encrypted) {
      return reversed(encrypted);
    }

    private static byte[] reversed(byte[] bytes) {
      var turned = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        turned[i] = bytes[bytes.length - 1 - i];
      }
      return turned;
    }
  }

  TenantStore.Open open() {
    return tenants.open(tenant).orElseThrow();
  }

  CustomerId customer() {
    return customer("cus_" + IDS.next());
  }

  CustomerId customer(String name) {
    var id = new CustomerId(tenant, name);
    var none = Optional.<String>empty();
    customers.create(
        new Customer(
            id,
            "Café Niebla",
            new Customer.TaxData(none, none, none, none, none, none, none),
            Optional.of("pagos@niebla.example"),
            none,
            none,
            List.of(),
            List.of(),
            Set.of(),
            Treatment.USTED,
            Optional.of(ZoneId.of("America/Mexico_City")),
            none,
            Set.of(),
            none,
            none,
            Map.of(),
            MONDAY,
            1),
        Attempt.once());
    return id;
  }

  /** An open invoice of so many centavos, due in ten days. */
  InvoiceId owed(long centavos) {
    return owed(customer(), centavos);
  }

  InvoiceId owed(CustomerId customer, long centavos) {
    return owed(customer, Money.mxn(centavos), Optional.empty(), 10);
  }

  InvoiceId owed(CustomerId customer, Money amount, Optional<Money> minimum, int days) {
    return issue(draft("inv_" + IDS.next(), customer, amount, minimum, days));
  }

  /** An open invoice of this very id. */
  InvoiceId owed(String id, CustomerId customer, long centavos) {
    return issue(draft(id, customer, Money.mxn(centavos), Optional.empty(), 10));
  }

  private InvoiceId issue(Invoice.Draft draft) {
    var open = open();
    var change =
        draft.issue(invoices.number(draft, Attempt.once()), open.time().today(), open.time().now());
    var usual = policies.find(policy).orElseThrow();
    var buyer = customers.find(draft.terms().customer()).orElseThrow();
    var rules = ContactRules.of(usual, buyer.zone(), QuietDays.usual());
    invoices.issue(
        open.time(),
        draft,
        false,
        change,
        InvoiceRecord.issued(
            change.next(),
            draft.terms(),
            Parties.of(open.tenant(), buyer),
            policy,
            new Ladder(usual, change.next().bill().dueOn(), rules)
                .next(Progress.none(), open.time().now()),
            open.time().movable(),
            Optional.empty()),
        Attempt.once());
    return draft.id();
  }

  /** An invoice that is not issued yet. */
  InvoiceId drafted(CustomerId customer, long centavos) {
    var draft = draft("inv_" + IDS.next(), customer, Money.mxn(centavos), Optional.empty(), 10);
    invoices.createDraft(open().time(), draft, Attempt.once());
    return draft.id();
  }

  private Invoice.Draft draft(
      String id, CustomerId customer, Money amount, Optional<Money> minimum, int days) {
    var line =
        new Line(
            Optional.empty(),
            "Diseño de menú",
            BigDecimal.ONE,
            amount.major(),
            Money.zero(amount.currency()),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var terms =
        new Terms(
            customer,
            amount.currency(),
            List.of(line),
            Optional.of(new DueRule.DaysAfterIssue(days)),
            "A",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            minimum,
            true,
            Optional.empty(),
            Map.of());
    return new Invoice.Draft(new InvoiceId(tenant, id), terms, open().time().now(), 1);
  }

  void voids(InvoiceId id) {
    var invoice = (Invoice.Open) issued(id);
    var time = open().time();
    switch (invoice.voided(time.today(), time.now(), "02")) {
      case Outcome.Done<Invoice.Change>(var change) ->
          invoices.save(time, invoice, change, new Reminding.Settle(), Attempt.once());
      case Outcome.Refused<Invoice.Change> refused -> throw new AssertionError(refused);
    }
  }

  void givesUp(InvoiceId id) {
    var invoice = (Invoice.Open) issued(id);
    invoices.save(
        open().time(),
        invoice,
        invoice.markUncollectible(),
        new Reminding.Settle(),
        Attempt.once());
  }

  /** The sandbox's clock goes on, and nothing that fell due on the way is done. */
  void laterOn(LocalDateTime there) {
    var now = clocks.find(tenant).orElseThrow().now().orElseThrow();
    var then = there.atZone(ZoneId.of("America/Mexico_City")).toInstant();
    TABLE
        .client()
        .updateItem(
            update ->
                update
                    .tableName(TABLE.name())
                    .key(
                        Map.of(
                            "PK", AttributeValue.fromS("T#" + tenant.value()),
                            "SK", AttributeValue.fromS("CLOCK")))
                    .updateExpression("SET pending = :none")
                    .expressionAttributeValues(Map.of(":none", AttributeValue.fromN("0"))));
    if (!clocks.moveTo(tenant, now, then)) {
      throw new AssertionError("the clock did not move");
    }
  }

  Invoice.Issued issued(InvoiceId id) {
    return invoices.findIssued(id).orElseThrow();
  }

  LadderEntry ladder(InvoiceId id) {
    return invoices.ladder(id).orElseThrow();
  }

  /** What the books say is owed. */
  Money books(InvoiceId id) {
    return invoices.ledger(id).stream()
        .map(LedgerEntry::amount)
        .reduce(Money.zero(issued(id).bill().total().currency()), Money::plus);
  }

  Money credit(CustomerId customer) {
    return payments.credit(customer, Money.MXN);
  }

  List<String> history(InvoiceId id) {
    return events.of(id).stream().map(EventStore.Told::type).toList();
  }

  Reply pays(InvoiceId invoice, String json) {
    return caller.post("/v1/invoices/" + invoice.value() + "/payments", json);
  }

  /** A transfer of so many centavos. */
  Reply pays(InvoiceId invoice, long centavos) {
    return pays(invoice, "{'amount':%d,'method':'transfer'}".formatted(centavos));
  }

  /** One movement of the bank, for several invoices. */
  Reply paysSeveral(CustomerId customer, long centavos, String allocations) {
    return caller.post(
        "/v1/payments",
        "{'customer':'%s','amount':%d,'currency':'MXN','method':'transfer','allocations':[%s]}"
            .formatted(customer.value(), centavos, allocations));
  }

  static String share(InvoiceId invoice, long centavos) {
    return "{'invoice':'%s','amount':%d}".formatted(invoice.value(), centavos);
  }

  Reply clears(String payment) {
    return caller.post("/v1/payments/" + payment + "/clear", "");
  }

  Reply takesBack(String payment) {
    return caller.post("/v1/payments/" + payment + "/reverse", "{'reason':'bounced'}");
  }

  /** What Stripe sends, signed now; an apostrophe may stand for a quotation mark. */
  Reply stripe(String event) {
    var body = event.replace('\'', '"');
    return stripe(body, signature(body, WALL));
  }

  /** Any bytes with any signature. */
  Reply stripe(String body, String signature) {
    var id = EVENT_ID.matcher(body);
    if (id.find()) {
      told.add(id.group(1));
      unread.add(id.group(1));
    }
    return HttpCaller.anybody(caller.handler())
        .with("Stripe-Signature", signature)
        .call("POST", "/webhooks/stripe/" + tenant.value(), body);
  }

  static String signature(String body, Instant at) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      var signed = at.getEpochSecond() + "." + body;
      return "t=%d,v1=%s"
          .formatted(
              at.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Hands every event for our queue to its handler that was not handed over yet, in any order. */
  void queueRuns() {
    var fresh = Set.copyOf(unread);
    unread.removeAll(fresh);
    fresh.stream()
        .flatMap(this::eventsOf)
        .map(Shop::message)
        .filter(it -> handedOver.add(it.getMessageId()))
        .forEach(this::hand);
  }

  /** Every event for our queue, as many messages at once as there are threads. */
  void queueRunsInParallel() {
    AtOnce.each(messages(), this::hand);
  }

  /** SQS delivers at least once: it may be any number of times. */
  void queueRepeatsItself() {
    messages().forEach(this::hand);
  }

  private void hand(SQSEvent.SQSMessage message) {
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    var failures = new ProviderEventsHandler(wiring).handleRequest(batch, new TestContext());
    if (!failures.getBatchItemFailures().isEmpty()) {
      throw new AssertionError("failed: " + message.getBody());
    }
  }

  private List<SQSEvent.SQSMessage> messages() {
    return told.stream().flatMap(this::eventsOf).map(Shop::message).toList();
  }

  private Stream<Map<String, AttributeValue>> eventsOf(String providerEvent) {
    var partition = "T#%s#W#stripe#%s".formatted(tenant.value(), providerEvent);
    return TABLE
        .client()
        .query(
            query ->
                query
                    .tableName(TABLE.name())
                    .keyConditionExpression("PK = :p AND begins_with(SK, :e)")
                    .expressionAttributeValues(
                        Map.of(
                            ":p", AttributeValue.fromS(partition),
                            ":e", AttributeValue.fromS("EVENT#"))))
        .items()
        .stream();
  }

  /** As the relay and the bus carry it. */
  private static SQSEvent.SQSMessage message(Map<String, AttributeValue> event) {
    var message = new SQSEvent.SQSMessage();
    message.setMessageId(said(event, "id"));
    message.setBody(
        "{\"detail\":{\"id\":\"%s\",\"type\":\"%s\",\"schema\":1,\"tenant\":\"%s\","
                .formatted(said(event, "id"), said(event, "type"), said(event, "tenant"))
            + "\"subject\":\"%s\",\"sequence\":%s,\"at\":\"%s\",\"data\":%s,\"accounted\":%b}}"
                .formatted(
                    said(event, "subject"),
                    said(event, "sequence"),
                    said(event, "at"),
                    said(event, "data"),
                    event.containsKey("accounted")));
    return message;
  }

  private static String said(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null ? "" : Objects.requireNonNullElse(value.s(), value.n());
  }

  /** How far we are with what a provider told: {@code APPLIED paid}. */
  String seen(String providerEvent) {
    var seen = providerEvents.find(tenant, "stripe", providerEvent).orElseThrow();
    return seen.state() + " " + seen.note().orElse("");
  }

  /** What people are asked to look at, oldest first. */
  List<Task> tasks() {
    var table = new Table(TABLE.client(), TABLE.name());
    return new TaskStore(table, answers).open(tenant, Optional.empty(), 100).items();
  }

  Optional<Payment> money(String stripeId) {
    return payments.find(tenant, "stripe", stripeId);
  }

  /** What the sandbox's clock waits for. */
  long pending() {
    return clocks.find(tenant).orElseThrow().pending();
  }

  /** Every item of this tenant, to the letter. */
  Set<String> everything() {
    var all = new TreeSet<String>();
    TABLE.client().scanPaginator(scan -> scan.tableName(TABLE.name())).items().stream()
        .filter(item -> item.toString().contains(tenant.value()))
        .forEach(item -> all.add(new TreeMap<>(item).toString()));
    return all;
  }

  static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
