package mx.aldia.local.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.local.simulation.Http.Call;
import mx.aldia.local.simulation.Http.Caller;
import mx.aldia.local.simulation.Http.Reply;
import mx.aldia.local.simulation.Script.Act;

/**
 * The people of a story: they ask, wait, lose patience or ask again, and remember what they heard.
 */
final class People {
  private static final String SECRET = "whsec_simulated";
  private static final int TRIES = 8;
  private static final Duration FIRST_PATIENCE = Duration.ofMillis(700);

  /** Of eight minutes each: longer than several times of nobody's sweeping after each other. */
  private static final int MOST_WAITS = 100;

  private static final Duration STORM_GOES_ON = Duration.ofMinutes(20);
  private static final Duration LONG_AFTER = Duration.ofDays(60);

  /** From the first reminder to the last, holidays and one message a day included. */
  private static final Duration A_LADDER = Duration.ofDays(40);

  private final World world;
  private final Cloud cloud;
  private final Script script;
  private final Plan plan;
  private final Map<Integer, String> invoices = new HashMap<>();
  private final Map<Integer, String> customers = new HashMap<>();
  private final Map<Integer, List<Reply>> heard = new HashMap<>();
  private final Map<Integer, Long> asked = new HashMap<>();
  private final List<Card> cards = new ArrayList<>();
  private String tenant = "";
  private boolean settled;

  /** Money that the provider holds, and for which act it was paid. */
  record Card(int act, String intent, long centavos, String invoice) {}

  People(World world, Cloud cloud, Script script, Plan plan) {
    this.world = world;
    this.cloud = cloud;
    this.script = script;
    this.plan = plan;
  }

  String tenant() {
    return tenant;
  }

  /** What was answered to an act, in whatever order. */
  List<Reply> heard(int act) {
    return heard.getOrDefault(act, List.of());
  }

  Map<Integer, String> invoices() {
    return invoices;
  }

  Map<Integer, String> customers() {
    return customers;
  }

  /** What the provider has told us of, and been thanked for with 2xx. */
  List<Card> cards() {
    return cards;
  }

  /** Whether all has been done that was meant to be. */
  boolean isSettled() {
    return settled;
  }

  /** The whole story, told by one who waits for each moment. */
  void live() {
    openShop();
    world.weather().begins();
    for (var act : script.acts()) {
      if (!plan.skipped().contains(act.number())) {
        await(act);
      }
    }
    world.sleep(STORM_GOES_ON);
    world.weather().isOver();
    if (script.isSandbox()) {
      advance(clock().plus(LONG_AFTER), "the end");
    }
    settled = true;
  }

  void waitForALadderMore() {
    advance(clock().plus(A_LADDER), "a ladder more");
  }

  private void openShop() {
    var mode = script.isSandbox() ? "test" : "live";
    var made =
        surely(
            Call.post(
                Caller.OPERATOR,
                "/v1/tenants",
                """
                {"name":"Estudio Ñandú","legal_name":"Diseño Ñandú","mode":"%s",
                 "support_contact":{"email":"hola@nandu.example"}}"""
                    .formatted(mode)));
    tenant = made.text("id");
    surely(
        new Call(
            caller(),
            "PUT",
            "/v1/gateways/stripe",
            Map.of("content-type", "application/json"),
            "{\"webhook_secret\":\"%s\"}".formatted(SECRET)));
    if (script.isSandbox()) {
      surely(
          Call.post(caller(), "/v1/test_clock", "{\"now\":\"%s\"}".formatted(script.beginning())));
    }
    for (int i = 0; i < script.customers().size(); i++) {
      var body =
          switch (script.customers().get(i)) {
            case MAIL -> "\"email\":\"a@b.example\",\"time_zone\":\"America/Mexico_City\"";
            case TEXT ->
                "\"phone\":\"+525512345678\",\"channels\":[\"sms\"],\"time_zone\":\"America/Mexico_City\"";
            case MAIL_THEN_TEXT ->
                "\"email\":\"a@b.example\",\"phone\":\"+525512345678\",\"channels\":[\"email\",\"sms\"],"
                    + "\"time_zone\":\"America/Tijuana\"";
            case SOMEWHERE -> "\"email\":\"a@b.example\"";
          };
      var customer =
          surely(
              Call.post(
                  caller(), "/v1/customers", "{\"name\":\"Cafetería %d\",%s}".formatted(i, body)));
      customers.put(i, customer.text("id"));
    }
  }

  private Caller caller() {
    return Caller.of(tenant, script.isSandbox());
  }

  private Reply surely(Call call) {
    var reply = cloud.http().ask("the shop opens", call);
    return reply
        .filter(Reply::isGood)
        .orElseThrow(() -> new IllegalStateException(call.path() + " answered " + reply));
  }

  /** Waits for the moment of an act, and has somebody do it. */
  private void await(Act act) {
    if (script.isSandbox()) {
      awaitOnTheirClock(act);
    } else if (act.at().isAfter(world.now())) {
      world.sleep(Duration.between(world.now(), act.at()));
    }
    world.person("whoever does " + act.name(), () -> does(act));
  }

  private void awaitOnTheirClock(Act act) {
    if (!act.at().isAfter(clock())) {
      return;
    }
    if (!act.hasty()) {
      advance(act.at(), act.name());
      return;
    }
    beginAdvance(act.at().plus(Duration.ofHours(1)), act.name());
    world.sleep(Duration.ofMillis(world.chance().nextInt(1, 900)));
  }

  private Instant clock() {
    return Instant.parse(
        again("ask the clock", Call.get(caller(), "/v1/test_clock"), Optional.empty(), true)
            .orElseThrow(() -> new IllegalStateException("nobody knows the time"))
            .text("now"));
  }

  private boolean isReady() {
    return cloud
        .http()
        .ask("ask whether the clock is ready", Call.get(caller(), "/v1/test_clock"))
        .filter(reply -> reply.text("status").equals("ready"))
        .isPresent();
  }

  private void advance(Instant to, String why) {
    beginAdvance(to, why);
    awaitReady();
  }

  private void beginAdvance(Instant to, String why) {
    awaitReady();
    if (to.isAfter(clock())) {
      var begun =
          again(
              "advance for " + why,
              Call.post(caller(), "/v1/test_clock/advance", "{\"to\":\"%s\"}".formatted(to)),
              Optional.of("advance-" + why.replace(' ', '-')),
              true);
      if (begun.filter(reply -> !reply.isGood()).isPresent()) {
        throw new IllegalStateException("no advance: " + begun);
      }
    }
  }

  /** Where a clock waits for a dead letter, somebody has it brought again, as the runbook says. */
  private void awaitReady() {
    for (int i = 0; i < MOST_WAITS; i++) {
      if (world.await(this::isReady, Duration.ofSeconds(7), Duration.ofMinutes(8))) {
        return;
      }
      cloud.queues().all().forEach(Queue::redrive);
    }
    throw new Violation(Audit.NOTHING_PENDING, "it did not arrive within half a day");
  }

  /**
   * Asks until there is an answer that says yes or no; who has no patience asks once.
   *
   * @param key makes what is told again one
   */
  private Optional<Reply> again(String name, Call call, Optional<String> key, boolean patient) {
    var keyed = key.map(it -> call.with("Idempotency-Key", it)).orElse(call);
    var wait = FIRST_PATIENCE;
    for (int i = 0; i < (patient ? TRIES : 1); i++) {
      var reply = cloud.http().ask(name, keyed);
      if (reply.isPresent() && !reply.get().isOurFault()) {
        return reply;
      }
      world.sleep(wait);
      wait = wait.multipliedBy(3);
    }
    return Optional.empty();
  }

  private void ask(Act act, Call call, String key, boolean twin) {
    if (twin) {
      world.person(
          "whoever does " + act.name() + " too",
          () -> {
            world.sleep(Duration.ofMillis(world.chance().nextInt(0, 12)));
            hear(act, again(act.name() + " twin", call, Optional.of(key), act.patient()));
          });
    }
    hear(act, again(act.name(), call, Optional.of(key), act.patient()));
  }

  private void hear(Act act, Optional<Reply> reply) {
    reply.ifPresent(it -> heard.computeIfAbsent(act.number(), _ -> new ArrayList<>()).add(it));
  }

  private void does(Act act) {
    switch (act.deed()) {
      case Deed.Issue issue -> issue(act, issue);
      case Deed.Pay pay -> pay(act, pay);
      case Deed.PayAll pay -> payAll(act, pay);
      case Deed.Card card -> card(act, card);
      case Deed.Refund refund -> refund(act, refund);
      case Deed.Correct correct ->
          correct(
              act,
              correct.payment(),
              "/v1/payments/%s/" + (correct.clears() ? "clear" : "reverse"),
              "{}");
      case Deed.Credit credit -> about(act).ifPresent(id -> credit(act, id, credit));
      case Deed.TakeBack back -> correct(act, back.credit(), "/v1/credit_notes/%s/void", "{}");
      case Deed.Reallocate again -> about(act).ifPresent(id -> reallocate(act, id, again));
      case Deed.Replace replace -> about(act).ifPresent(id -> replace(act, id, replace));
      case Deed.Say say -> about(act).ifPresent(id -> say(act, id, say));
      case Deed.OptOut out -> optOut(act, out);
    }
  }

  /** The invoice that an act is about, once it is there; who issued it may never hear of it. */
  private Optional<String> about(Act act) {
    world.await(
        () -> invoices.containsKey(act.deed().invoice()),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
    return Optional.ofNullable(invoices.get(act.deed().invoice()));
  }

  private void issue(Act act, Deed.Issue issue) {
    var key = "issue-" + act.number();
    asked.put(issue.invoice(), issue.centavos());
    ask(
        act,
        Call.post(
            caller(),
            "/v1/invoices",
            """
            {"customer":"%s","days_until_due":%d,"issue":%s,"send":%s,
             "lines":[{"description":"Diseño","quantity":"1","unit_price":"%d.%02d"}]}"""
                .formatted(
                    customers.get(issue.customer()),
                    issue.days(),
                    !issue.fromDraft(),
                    issue.send(),
                    issue.centavos() / 100,
                    issue.centavos() % 100)),
        key,
        issue.twin());
    var made = heard(act.number()).stream().filter(Reply::isGood).findFirst();
    if (made.isEmpty()) {
      return;
    }
    var id = made.get().text("id");
    if (issue.fromDraft()) {
      var issued =
          again(
              act.name(),
              Call.post(caller(), "/v1/invoices/" + id + "/issue", "{}"),
              Optional.of(key + "-issue"),
              true);
      if (issued.filter(Reply::isGood).isEmpty()) {
        return;
      }
    }
    invoices.put(issue.invoice(), id);
  }

  private void pay(Act act, Deed.Pay pay) {
    about(act)
        .ifPresent(
            id -> {
              var reference =
                  pay.reference() ? ",\"reference\":\"SPEI %d\"".formatted(act.number()) : "";
              ask(
                  act,
                  Call.post(
                      caller(),
                      "/v1/invoices/" + id + "/payments",
                      "{\"amount\":%d,\"method\":\"%s\"%s}"
                          .formatted(
                              part(pay.invoice(), pay.permille()),
                              pay.cheque() ? "cheque" : "transfer",
                              reference)),
                  "pay-" + act.number(),
                  pay.twin());
            });
  }

  private long part(int invoice, int permille) {
    return Math.max(1, asked.getOrDefault(invoice, 1000L) * permille / 1000);
  }

  private void payAll(Act act, Deed.PayAll pay) {
    if (about(act).isEmpty()) {
      return;
    }
    int customer = customerOf(pay.invoice());
    var known =
        script.acts().stream()
            .map(Act::deed)
            .filter(it -> it instanceof Deed.Issue issue && issue.customer() == customer)
            .map(Deed::invoice)
            .filter(invoices::containsKey)
            .toList();
    var shares =
        known.stream()
            .map(
                it ->
                    "{\"invoice\":\"%s\",\"amount\":%d}"
                        .formatted(invoices.get(it), part(it, pay.permille())))
            .collect(Collectors.joining(","));
    long total = known.stream().mapToLong(it -> part(it, pay.permille())).sum();
    ask(
        act,
        Call.post(
            caller(),
            "/v1/payments",
            "{\"customer\":\"%s\",\"amount\":%d,\"currency\":\"MXN\",\"method\":\"transfer\",\"allocations\":[%s]}"
                .formatted(customers.get(customer), total, shares)),
        "pay-" + act.number(),
        false);
  }

  private int customerOf(int invoice) {
    return script.acts().stream()
        .map(Act::deed)
        .filter(it -> it instanceof Deed.Issue && it.invoice() == invoice)
        .mapToInt(it -> ((Deed.Issue) it).customer())
        .findFirst()
        .orElseThrow();
  }

  private void card(Act act, Deed.Card card) {
    about(act)
        .ifPresent(
            id -> {
              var paid =
                  new Card(
                      act.number(),
                      "pi_" + act.number(),
                      part(card.invoice(), card.permille()),
                      id);
              cards.add(paid);
              tell(act, card.tellings(), copy -> copy % 2 == 0 ? charged(paid) : checkout(paid));
            });
  }

  private void refund(Act act, Deed.Refund refund) {
    var card =
        world.await(
                () -> cards.stream().anyMatch(it -> it.act() == refund.card()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20))
            ? cards.stream().filter(it -> it.act() == refund.card()).findFirst()
            : Optional.<Card>empty();
    card.ifPresent(it -> tell(act, refund.tellings(), _ -> refunded(it, act.number())));
  }

  private interface Copies {
    String of(int copy);
  }

  private void tell(Act act, List<Duration> tellings, Copies copies) {
    for (int i = 0; i < tellings.size(); i++) {
      var body = copies.of(i);
      var after = tellings.get(i);
      world.person(
          "the provider of " + act.name(),
          () -> {
            world.sleep(after);
            notify(act, body);
          });
    }
  }

  /** A provider tells it until it hears 2xx; each time it signs anew. */
  private void notify(Act act, String body) {
    var wait = Duration.ofSeconds(20);
    for (int i = 0; i < TRIES; i++) {
      long at = world.now().getEpochSecond();
      var call =
          Call.post(Caller.NOBODY, "/webhooks/stripe/" + tenant, body)
              .with("stripe-signature", "t=%d,v1=%s".formatted(at, sign(at, body)));
      var reply = cloud.http().ask(act.name() + " notice", call);
      if (reply.filter(Reply::isGood).isPresent()) {
        hear(act, reply);
        return;
      }
      world.sleep(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static String sign(long at, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal((at + "." + body).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private String charged(Card card) {
    return notice(
        "evt_charged_" + card.act(),
        "payment_intent.succeeded",
        """
        {"id":"%s","object":"payment_intent","status":"succeeded","amount_received":%d,\
        "currency":"mxn","payment_method_types":["card"],"metadata":{"aldia_invoice":"%s"}}"""
            .formatted(card.intent(), card.centavos(), card.invoice()));
  }

  private String checkout(Card card) {
    return notice(
        "evt_checkout_" + card.act(),
        "checkout.session.completed",
        """
        {"id":"cs_%d","object":"checkout.session","mode":"payment","payment_intent":"%s",\
        "payment_status":"paid","amount_total":%d,"currency":"mxn","payment_method_types":["card"],\
        "metadata":{"aldia_invoice":"%s"}}"""
            .formatted(card.act(), card.intent(), card.centavos(), card.invoice()));
  }

  private String refunded(Card card, int act) {
    return notice(
        "evt_refunded_" + act,
        "charge.refunded",
        """
        {"id":"ch_%d","object":"charge","payment_intent":"%s","amount":%d,"amount_refunded":%d,\
        "currency":"mxn","metadata":{}}"""
            .formatted(act, card.intent(), card.centavos(), card.centavos()));
  }

  private String notice(String id, String type, String object) {
    return """
        {"id":"%s","object":"event","type":"%s","created":%d,"livemode":%s,"data":{"object":%s}}"""
        .formatted(id, type, world.now().getEpochSecond(), !script.isSandbox(), object);
  }

  private void reallocate(Act act, String id, Deed.Reallocate again) {
    correct(
        act,
        again.payment(),
        "/v1/payments/%s/reallocate",
        "{\"allocations\":[{\"invoice\":\"%s\",\"amount\":%d}]}"
            .formatted(id, part(again.invoice(), again.permille())));
  }

  /** Asks for something to be done to what an earlier act has made, where it has made it. */
  private void correct(Act act, int earlier, String path, String body) {
    world.await(
        () -> heard(earlier).stream().anyMatch(Reply::isGood),
        Duration.ofSeconds(1),
        Duration.ofSeconds(20));
    heard(earlier).stream()
        .filter(Reply::isGood)
        .findFirst()
        .ifPresent(
            made ->
                ask(
                    act,
                    Call.post(caller(), path.formatted(made.text("id")), body),
                    "correct-" + act.number(),
                    false));
  }

  private void credit(Act act, String id, Deed.Credit credit) {
    ask(
        act,
        Call.post(
            caller(),
            "/v1/invoices/%s/credit_notes".formatted(id),
            "{\"amount\":%d,\"kind\":\"discount\",\"reason\":\"Por pronto pago\"%s}"
                .formatted(
                    part(credit.invoice(), credit.permille()),
                    credit.refunded() ? ",\"refund_form\":\"01\"" : "")),
        "credit-" + act.number(),
        credit.twin());
  }

  private void replace(Act act, String id, Deed.Replace replace) {
    long centavos = part(replace.invoice(), replace.permille());
    ask(
        act,
        Call.post(
            caller(),
            "/v1/invoices/%s/replace".formatted(id),
            "{\"lines\":[{\"description\":\"Diseño\",\"quantity\":\"1\",\"unit_price\":\"%d.%02d\"}]}"
                .formatted(centavos / 100, centavos % 100)),
        "replace-" + act.number(),
        replace.twin());
    heard(act.number()).stream()
        .filter(Reply::isGood)
        .findFirst()
        .ifPresent(made -> invoices.put(replace.invoice(), made.text("id")));
  }

  private void say(Act act, String id, Deed.Say say) {
    ask(
        act,
        Call.post(caller(), "/v1/invoices/%s/%s".formatted(id, say.verb()), "{}"),
        say.verb() + "-" + act.number(),
        false);
  }

  private void optOut(Act act, Deed.OptOut out) {
    var id = new CustomerId(new TenantId(tenant), customers.getOrDefault(out.customer(), ""));
    var path = cloud.deployment().links().optOut(id).substring(Cloud.ORIGIN.length());
    var call =
        new Call(
            Caller.NOBODY,
            "POST",
            path,
            Map.of("content-type", "application/x-www-form-urlencoded"),
            "List-Unsubscribe=One-Click");
    hear(act, again(act.name(), call, Optional.empty(), act.patient()));
  }

  /** One invoice more: a number that somebody held and never used goes to it. */
  void issueOneMore(int number) {
    surely(
        Call.post(
            caller(),
            "/v1/invoices",
            """
            {"customer":"%s","days_until_due":3,"issue":true,"send":false,
             "lines":[{"description":"Diseño %d","quantity":"1","unit_price":"100.00"}]}"""
                .formatted(customers.get(0), number)));
  }
}
