package mx.aldia.given;

import static java.util.Locale.ROOT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.collections.Planned;
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
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;
import mx.aldia.testkit.table.LocalTable;

/**
 * A small design studio in a table: it has customers, issues invoices and is paid, through the real
 * stores. Many of them share one table, as tenants do.
 *
 * <pre>{@code
 * private static final LocalTable TABLE = LocalTable.create();
 * private final House house = House.sandbox(TABLE);
 *
 * var laura = house.customer();
 * var invoice = house.issued(laura, "1160.00");
 * house.pays(invoice.invoice().id(), "500.00");
 * }</pre>
 */
public final class House {
  /** Monday, 09:00 in Mexico City. */
  public static final Instant MONDAY = Instant.parse("2026-01-05T15:00:00Z");

  private static final int DAYS_UNTIL_DUE = 15;

  private static final Optional<Tenant.SupportContact> SUPPORT =
      Optional.of(
          new Tenant.SupportContact(
              Optional.of("hola@nandu.example"), Optional.of("+525555550100")));

  private final WallClock wall = new WallClock(MONDAY.plus(Duration.ofDays(300)));
  private final Ulid ulid = new Ulid(wall);
  private final Map<String, String> named;
  private final Stores stores;
  private final TenantId id;
  private final Tenant.Cfdi cfdi;

  private House(LocalTable table, Tenant.Mode mode, Optional<Tenant.SupportContact> support) {
    this(table, mode, support, Tenant.Cfdi.OFF, Map.of());
  }

  private House(
      LocalTable table,
      Tenant.Mode mode,
      Optional<Tenant.SupportContact> support,
      Tenant.Cfdi cfdi,
      Map<String, String> named) {
    this.cfdi = cfdi;
    this.named = new HashMap<>(named);
    this.stores = Stores.over(new Table(table.client(), table.name()), wall);
    this.id = new TenantId(id("ten_"));
    var policy = ReminderPolicy.usual(new PolicyId(id, id("pol_")), "Usual");
    stores.tenants().create(studio(mode, policy.id(), support), key(mode), policy, Attempt.once());
  }

  /** A sandbox whose clock stands at {@link #MONDAY}. */
  public static House sandbox(LocalTable table) {
    var house = new House(table, Tenant.Mode.TEST, SUPPORT);
    house.stores.clocks().set(house.id, MONDAY);
    return house;
  }

  /** The same, all of whose invoices are CFDI. */
  public static House fiscal(LocalTable table) {
    var house = new House(table, Tenant.Mode.TEST, SUPPORT, Tenant.Cfdi.REQUIRED, Map.of());
    house.stores.clocks().set(house.id, MONDAY);
    return house;
  }

  /**
   * The sandbox that the files in {@code events/} speak of: it, its first customer, its first
   * invoice and its first payment have the ids that these give.
   */
  public static House ofTheEvents(LocalTable table, Tenant.Cfdi cfdi) {
    var house =
        new House(
            table,
            Tenant.Mode.TEST,
            SUPPORT,
            cfdi,
            Map.of(
                "ten_", Payload.TENANT,
                "cus_", Payload.CUSTOMER,
                "inv_", Payload.INVOICE,
                "pay_", Payload.PAYMENT));
    house.stores.clocks().set(house.id, MONDAY);
    return house;
  }

  /** A live tenant: its time is the wall clock's. */
  public static House live(LocalTable table) {
    return new House(table, Tenant.Mode.LIVE, SUPPORT);
  }

  /** A live tenant that has not said yet whom its customers may ask. */
  public static House withoutSupport(LocalTable table) {
    return new House(table, Tenant.Mode.LIVE, Optional.empty());
  }

  public Stores stores() {
    return stores;
  }

  public WallClock wall() {
    return wall;
  }

  public TenantId id() {
    return id;
  }

  /** The tenant and its time as they are now. */
  public TenantStore.Open open() {
    return stores.tenants().open(id).orElseThrow();
  }

  /** A café whose bills Laura Méndez pays: reached by mail, then by SMS. */
  public Customer customer() {
    return customer(
        Optional.of("laura@laesquina.example"),
        Optional.of("+525512345678"),
        List.of(ChannelKind.EMAIL, ChannelKind.SMS));
  }

  /** The café, as far as it can be reached. */
  public Customer customer(
      Optional<String> email, Optional<String> phone, List<ChannelKind> agreed) {
    var customer = cafe(email, phone, agreed);
    stores.customers().create(customer, Attempt.once());
    return customer;
  }

  /** An invoice that is issued now and due in 15 days. */
  public InvoiceRecord issued(Customer customer, String pesos) {
    return issued(customer, pesos, true);
  }

  /**
   * An invoice that is issued now and due in 15 days.
   *
   * @param send whether the customer is written to
   */
  public InvoiceRecord issued(Customer customer, String pesos, boolean send) {
    return issued(customer, pesos, send, Optional.empty());
  }

  /** The same, which says this besides. */
  public InvoiceRecord issued(Customer customer, String pesos, Map<String, String> metadata) {
    return issued(drafted(customer, pesos, true, metadata), customer, Optional.empty());
  }

  /** An invoice that is issued now, due in 15 days, and reminded of by the usual policy. */
  public InvoiceRecord reminded(Customer customer, String pesos) {
    var policy = stores.policies().find(open().tenant().defaultPolicy()).orElseThrow();
    var rules = ContactRules.of(policy, customer.zone(), QuietDays.usual());
    var ladder = new Ladder(policy, open().time().today().plusDays(DAYS_UNTIL_DUE), rules);
    var first = ladder.next(Progress.none(), open().time().now());
    return issued(customer, pesos, true, first);
  }

  private InvoiceRecord issued(
      Customer customer, String pesos, boolean send, Optional<Planned> reminder) {
    return issued(drafted(customer, pesos, send), customer, reminder);
  }

  private InvoiceRecord issued(Invoice.Draft draft, Customer customer, Optional<Planned> reminder) {
    var time = open().time();
    var number = stores.invoices().number(draft, Attempt.once());
    var change =
        draft.issue(
            number,
            time.today(),
            time.now(),
            open().tenant().cfdi() == Tenant.Cfdi.OFF
                ? Invoice.Stamping.NEVER
                : Invoice.Stamping.NOW);
    var issued =
        InvoiceRecord.issued(
            change.next(),
            draft.terms(),
            Parties.of(open().tenant(), customer),
            open().tenant().defaultPolicy(),
            reminder,
            time.movable(),
            Optional.empty());
    requireSaved(stores.invoices().issue(time, draft, true, change, issued, Attempt.once()));
    return issued;
  }

  public Invoice.Draft drafted(Customer customer, String pesos, boolean send) {
    return drafted(customer, pesos, send, Map.of());
  }

  private Invoice.Draft drafted(
      Customer customer, String pesos, boolean send, Map<String, String> metadata) {
    var time = open().time();
    var draft =
        new Invoice.Draft(
            new InvoiceId(id, id("inv_")), terms(customer, pesos, send, metadata), time.now(), 1);
    requireSaved(stores.invoices().createDraft(time, draft, Attempt.once()));
    return draft;
  }

  /** Money comes in today, by transfer; what is above the debt is the customer's credit. */
  public Payment pays(InvoiceId invoice, String pesos) {
    var time = open().time();
    var was = (Invoice.Open) stores.invoices().findIssued(invoice).orElseThrow();
    var payment = new PaymentId(id, id("pay_"));
    var amount = mxn(pesos);
    var change = was.receive(payment, amount, "transfer", time.today(), time.now());
    var applied = was.amountDue().min(amount);
    var paid =
        new Payment(
            payment,
            was.bill().customer(),
            amount,
            Payment.Method.TRANSFER,
            Payment.Method.TRANSFER.form(),
            "manual",
            payment.value(),
            Optional.empty(),
            time.today(),
            Payment.State.APPLIED,
            List.of(new Payment.Allocation(invoice, applied)),
            time.now(),
            1);
    var saved =
        stores
            .payments()
            .apply(time, paid, List.of(new PaymentStore.Applied(was, change)), Attempt.once());
    if (saved != PaymentStore.Saved.APPLIED) {
      throw new IllegalStateException("payment is " + saved);
    }
    return paid;
  }

  /** The invoice is taken back. */
  public void voids(InvoiceId invoice) {
    var time = open().time();
    var was = (Invoice.Open) stores.invoices().findIssued(invoice).orElseThrow();
    switch (was.voided(time.today(), time.now(), "")) {
      case Outcome.Done<Invoice.Change>(var change) ->
          requireSaved(
              stores
                  .invoices()
                  .save(time, was, change, new InvoiceStore.Reminding.Settle(), Attempt.once()));
      case Outcome.Refused<Invoice.Change>(var problem) ->
          throw new IllegalStateException("cannot be voided: " + problem);
    }
  }

  /** The invoice's document is for SAT: a certifier has stamped it. */
  public TaxDocument.Stamped stamped(InvoiceId invoice) {
    var time = open().time();
    var issued = stores.invoices().findIssued(invoice).orElseThrow();
    var about =
        new TaxDocument.About(
            TaxDocumentId.of(invoice),
            TaxDocument.Type.I,
            issued.bill().customer(),
            List.of(new TaxDocument.Named(invoice, issued.bill().number())),
            Optional.empty(),
            time.now(),
            time.movable());
    var asked = new TaxDocument.Requested(about, time.now(), 1);
    var sealed = asked.sealed(new byte[0], time.now(), time.now());
    var stamped = sealed.stamped(UUID.randomUUID().toString().toUpperCase(ROOT), time.now());
    stores.documents().open(asked);
    stores.documents().save(time, asked, sealed, _ -> List.of());
    stores.documents().stamp(time, sealed, stamped, "<xml/>", _ -> List.of());
    return stamped;
  }

  /** SAT is to be asked to cancel the invoice's document, for the sale did not come about. */
  public TaxDocument.Cancelling asksToCancel(InvoiceId invoice) {
    var time = open().time();
    var owed = (Invoice.Open) stores.invoices().findIssued(invoice).orElseThrow();
    var was = (TaxDocument.Stamped) stores.documents().of(invoice).orElseThrow();
    var request =
        new Cancellation.Request(
            was.folioFiscal(), Motivo.NOT_CARRIED_OUT, Optional.empty(), time.now());
    var next = was.cancelling(new Cancellation.Asked(request, 0), time.now().plusSeconds(60));
    boolean asked =
        stores.invoices().askToCancel(time, Optional.of(owed), was, next, Attempt.once());
    if (!asked) {
      throw new IllegalStateException("somebody was quicker: " + invoice);
    }
    return next;
  }

  public static Money mxn(String pesos) {
    return Money.of(new BigDecimal(pesos), Money.MXN);
  }

  /** What is pending on the sandbox clock: events whose consumers are not done yet. */
  public long pending() {
    return stores.clocks().find(id).orElseThrow().pending();
  }

  /** Whatever was told is done with, and the sandbox's own clock stands at that moment. */
  public void advancedTo(Instant moment) {
    var clocks = stores.clocks();
    for (long n = pending(); n > 0; n--) {
      clocks.acknowledge(id, "given", "evt_" + ulid.next(), wall.instant());
    }
    var now = clocks.find(id).orElseThrow().now().orElseThrow();
    if (!clocks.advance(id, now, moment, wall.instant(), stores.answers(), Attempt.once())
        || !clocks.arrive(id, moment)) {
      throw new IllegalStateException("the clock stays at " + now);
    }
  }

  private String id(String prefix) {
    return Optional.ofNullable(named.remove(prefix)).orElseGet(() -> prefix + ulid.next());
  }

  private Tenant studio(
      Tenant.Mode mode, PolicyId policy, Optional<Tenant.SupportContact> support) {
    return new Tenant(
        id,
        "Estudio Ñandú",
        Optional.of(cfdi == Tenant.Cfdi.OFF ? "Diseño Ñandú" : "DISEÑO ÑANDU"),
        Optional.of("DNA200101AB1"),
        Optional.of("601"),
        Optional.of("06700"),
        ZoneId.of("America/Mexico_City"),
        "es-MX",
        mode,
        cfdi,
        support,
        Optional.of(
            new Tenant.PaymentDetails(
                Optional.of("BBVA"),
                Optional.of("012180001234567897"),
                Optional.of("Diseño Ñandú"),
                Optional.empty())),
        policy,
        wall.instant(),
        1);
  }

  private ApiKey key(Tenant.Mode mode) {
    return new ApiKey(
        "key_" + ulid.next(),
        id,
        mode,
        "hash of " + id.value(),
        "abcd",
        "first",
        Set.of("*"),
        wall.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private Customer cafe(Optional<String> email, Optional<String> phone, List<ChannelKind> agreed) {
    return new Customer(
        new CustomerId(id, id("cus_")),
        "Cafetería La Esquina",
        taxData(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new Customer.Contact(
                "Laura Méndez",
                Customer.Role.ACCOUNTS_PAYABLE,
                email,
                phone,
                Optional.empty(),
                Set.of(Customer.Receives.INVOICE, Customer.Receives.REMINDER))),
        agreed,
        Set.of(),
        Treatment.USTED,
        Optional.of(ZoneId.of("America/Mexico_City")),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        MONDAY,
        1);
  }

  private Customer.TaxData taxData() {
    return cfdi == Tenant.Cfdi.OFF
        ? new Customer.TaxData(
            Optional.of("La Esquina del Café"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : new Customer.TaxData(
            Optional.of("LA ESQUINA DEL CAFE"),
            Optional.of("LEC150312AB1"),
            Optional.of("601"),
            Optional.of("06700"),
            Optional.of("G03"),
            Optional.empty(),
            Optional.empty());
  }

  private Terms terms(Customer customer, String pesos, boolean send, Map<String, String> metadata) {
    var line =
        new Line(
            Optional.empty(),
            "Diseño de menú",
            BigDecimal.ONE,
            new BigDecimal(pesos),
            Money.zero(Money.MXN),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Terms(
        customer.id(),
        Money.MXN,
        List.of(line),
        Optional.of(new DueRule.DaysAfterIssue(DAYS_UNTIL_DUE)),
        "A",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        send,
        Optional.empty(),
        metadata);
  }

  private static void requireSaved(InvoiceStore.Saved saved) {
    if (saved != InvoiceStore.Saved.SAVED) {
      throw new IllegalStateException("invoice is " + saved);
    }
  }
}
