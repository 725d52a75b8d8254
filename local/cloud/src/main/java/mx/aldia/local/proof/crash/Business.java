package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import mx.aldia.local.proof.Findings;

/**
 * A business with its customers and invoices, over a month and more of its own time: it issues, is
 * paid in every way there is, takes back, and lets its clock move on.
 */
final class Business {
  static final String KEPT = "what a 2xx said is there is read back as it was said";

  private static final String GAPS =
      "a folio that was let go is taken by the next invoice: no gap is left";

  private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
  private static final int CUSTOMERS = 5;
  private static final int AT_ONCE = 4;
  private static final int MOST_CLOSING = 10;
  private static final Duration LONGEST_ADVANCE = Duration.ofMinutes(8);

  private final String name;
  private final Client client;
  private final Random random;
  private final Pace pace;
  private final Findings findings;
  private final Clock wall;
  private final int steps;
  private final List<Order> orders;
  private final Told told = new Told();
  private final List<String> customers = new ArrayList<>();
  private String tenant = "";
  private String key = "";
  private volatile String at = "not begun";

  Business(
      String name,
      int invoices,
      int steps,
      long seed,
      Client client,
      Pace pace,
      Findings findings,
      Clock wall) {
    this.name = name;
    this.client = client;
    this.random = new Random(seed);
    this.pace = pace;
    this.findings = findings;
    this.wall = wall;
    this.steps = steps;
    this.orders =
        IntStream.range(0, invoices)
            .mapToObj(i -> Order.any("%s-%03d".formatted(name, i), CUSTOMERS, steps, random))
            .toList();
  }

  String tenant() {
    return tenant;
  }

  String key() {
    return key;
  }

  Told told() {
    return told;
  }

  List<Order> orders() {
    return orders;
  }

  /** Where its story is. */
  String at() {
    return name + ": " + at;
  }

  /** Opens a sandbox tenant of its own and lives its story. */
  void live(String operatorKey) throws InterruptedException {
    open(operatorKey);
    var now = FIRST_DAY.atTime(10, 0).atZone(ZONE).toInstant();
    client.expect(send("POST", "/v1/test_clock", name + "-clock", Map.of("now", now.toString())));
    var stripe = new Stripe(tenant, "whsec_" + name, wall);
    for (int step = 0; step < steps; step++) {
      at = "waits for step " + step;
      pace.awaitTurnOfWork();
      at = "step " + step;
      var first = new ArrayList<Callable<Boolean>>();
      var meanwhile = new ArrayList<Callable<Boolean>>();
      for (var order : orders) {
        if (order.step == step) {
          first.add(() -> issue(order));
        }
        for (var planned : order.planned) {
          if (planned.step() == step) {
            (planned.meanwhile() ? meanwhile : first)
                .add(() -> order.invoice().isEmpty() || act(order, planned, stripe));
          }
        }
      }
      together(first);
      var then = next(now);
      int number = step;
      meanwhile.addFirst(() -> advance(number, then));
      together(meanwhile);
      now = then;
      noteWhatIsSettled(step);
      readBack();
      pace.stepDone();
    }
    at = "done";
  }

  private void open(String operatorKey) throws InterruptedException {
    at = "opens";
    var made =
        client.expect(
            Call.send(
                "",
                "POST",
                "/v1/tenants",
                operatorKey,
                Optional.of("tenant-" + name),
                Map.of(
                    "name",
                    "Estudio " + name,
                    "time_zone",
                    ZONE.getId(),
                    "mode",
                    "test",
                    "support_contact",
                    Map.of("email", "hola@lumbre.example"))));
    tenant = made.path("id").asText();
    key = made.path("api_key").asText();
    client.expect(
        send("PUT", "/v1/gateways/stripe", "", Map.of("webhook_secret", "whsec_" + name)));
    for (int i = 0; i < CUSTOMERS; i++) {
      var external = "%s-c%d".formatted(name, i);
      boolean byText = i == CUSTOMERS - 1;
      var body =
          Map.of(
              "name",
              "Cliente %s %d".formatted(name, i),
              "external_id",
              external,
              "email",
              external + "@cliente.example",
              "phone",
              "55%08d".formatted(random.nextInt(100_000_000)),
              "channels",
              List.of(byText ? "sms" : "email"));
      var customer = client.expect(send("POST", "/v1/customers", external, body));
      told.customers.put(external, customer);
      customers.add(customer.path("id").asText());
    }
  }

  /** Some days later, within decent hours. */
  private Instant next(Instant now) {
    var time = LocalTime.of(8 + random.nextInt(12), random.nextInt(60));
    return now.atZone(ZONE)
        .toLocalDate()
        .plusDays(1 + random.nextInt(4))
        .atTime(time)
        .atZone(ZONE)
        .toInstant();
  }

  private boolean advance(int step, Instant to) throws InterruptedException {
    client.expect(
        send(
            "POST",
            "/v1/test_clock/advance",
            "%s-advance-%d".formatted(name, step),
            Map.of("to", to.toString())));
    long deadline = System.nanoTime() + LONGEST_ADVANCE.toNanos();
    while (System.nanoTime() < deadline) {
      var clock = client.expect(Call.get("", "/v1/test_clock", key));
      if (clock.path("status").asText().equals("ready")) {
        return true;
      }
      at =
          "step %d, its clock at %s on its way to %s"
              .formatted(step, clock.path("now").asText(), to);
      Thread.sleep(100);
    }
    throw new IllegalStateException("the clock did not get ready: " + at());
  }

  private boolean issue(Order order) throws InterruptedException {
    var lines =
        List.of(
            Map.of(
                "description",
                "Diseño de " + order.token,
                "quantity",
                "1",
                "unit_price",
                BigDecimal.valueOf(order.centavos, 2).toPlainString(),
                "taxes",
                List.of(Map.of("type", "iva", "rate", "0.16"))));
    var body =
        Map.of(
            "customer",
            customers.get(order.customer),
            "external_id",
            order.token,
            "days_until_due",
            order.daysUntilDue,
            "issue",
            !order.draftFirst,
            "lines",
            lines);
    told.invoicesAsked.add(order.token);
    var asked = send(order, "/v1/invoices", order.token, body);
    switch (order.temper) {
      case CARELESS ->
          client
              .once(asked)
              .filter(Client.Reply::isDone)
              .ifPresent(it -> isIssued(order, it.json()));
      case FORGETFUL -> {
        var reply = client.insist(asked);
        if (reply.isDone()) {
          isIssued(order, reply.json());
        } else {
          // Taken: by an earlier telling of ours, which nobody has answered.
          client
              .all("/v1/invoices?external_id=" + order.token, key)
              .forEach(it -> isIssued(order, it));
        }
      }
      case PATIENT -> {
        var made = client.expect(asked);
        isIssued(
            order,
            order.draftFirst
                ? client.expect(
                    send(
                        order,
                        "/v1/invoices/%s/issue".formatted(made.path("id").asText()),
                        order.token + "-issue",
                        Map.of()))
                : made);
      }
    }
    return true;
  }

  private void isIssued(Order order, JsonNode said) {
    order.isInvoice(said.path("id").asText());
    told.invoice(order.token, said);
  }

  private boolean act(Order order, Order.Planned planned, Stripe stripe)
      throws InterruptedException {
    var which = planned.deed().name() + planned.step();
    switch (planned.deed()) {
      case CARD -> byCard(order, stripe, false);
      case CARD_AND_REFUND -> byCard(order, stripe, true);
      case CARD_AND_TRANSFER ->
          together(
              List.of(
                  () -> byCard(order, stripe, false),
                  () -> pay(order, amountDue(order), "transfer", which)));
      case TRANSFER -> pay(order, amountDue(order), "transfer", which);
      case PART -> pay(order, amountDue(order) / 3, "cash", which);
      case TOO_MUCH -> pay(order, amountDue(order) + 12_345, "transfer", which);
      case CHEQUE -> pay(order, amountDue(order), "cheque", which);
      case TOGETHER -> payTogether(order, which);
      case REVERSE -> onPayments(order, "reverse");
      case CLEAR -> onPayments(order, "clear");
      case PAUSE -> onInvoice(order, "pause");
      case RESUME -> onInvoice(order, "resume");
      case VOID -> {
        if (onInvoice(order, "void")) {
          told.voided.add(order.invoice().orElseThrow());
        }
      }
      case GIVE_UP -> {
        if (onInvoice(order, "mark_uncollectible")) {
          told.givenUp.add(order.invoice().orElseThrow());
        }
      }
    }
    return true;
  }

  /** Twice and in any order, each until it is taken: that is how providers tell. */
  private boolean byCard(Order order, Stripe stripe, boolean refund) throws InterruptedException {
    var invoice = order.invoice().orElseThrow();
    var amount = told.total(order.token);
    var money = "pi_" + order.token.replace('-', '_');
    var success = stripe.succeeded(order.token, money, invoice, amount);
    var calls =
        new ArrayList<>(
            List.of(
                stripe.processing(order.token, money, invoice, amount),
                success,
                success,
                stripe.charged(order.token, money, invoice, amount)));
    var back = stripe.refunded(order.token, money, amount);
    if (refund) {
      told.settledAt.remove(invoice);
      calls.add(back);
      calls.add(back);
    }
    shuffle(calls);
    for (var call : calls) {
      client.expect(call);
      if (call.equals(back)) {
        told.cardsRefunded.add(money);
      } else {
        told.cards.put(money, new Told.CardMoney(invoice, amount));
      }
    }
    return true;
  }

  private boolean pay(Order order, long amount, String method, String which)
      throws InterruptedException {
    if (amount <= 0) {
      return true;
    }
    var invoice = order.invoice().orElseThrow();
    var reference = "SPEI %s %s".formatted(order.token, which);
    told.paymentsAsked.put(reference, amount);
    var body = Map.of("amount", amount, "method", method, "reference", reference);
    return byHand(
        order,
        send(
            order,
            "/v1/invoices/%s/payments".formatted(invoice),
            reference.replace(' ', '-'),
            body),
        reference);
  }

  private boolean byHand(Order order, Call call, String reference) throws InterruptedException {
    var reply =
        order.temper == Order.Temper.CARELESS
            ? client.once(call)
            : Optional.of(client.insist(call));
    if (reply.filter(Client.Reply::isDone).isPresent()) {
      told.payment(reference, reply.get().json());
    } else if (reply.filter(it -> it.status() == 409).isPresent()) {
      // Recorded before: by an earlier telling of ours, which nobody has answered.
      client
          .all("/v1/payments?invoice=" + order.invoice().orElseThrow(), key)
          .forEach(
              it -> {
                if (it.path("reference").asText().equals(reference)) {
                  told.payment(reference, it);
                }
              });
    }
    return true;
  }

  /** One movement for all that this customer wants to pay together. */
  private void payTogether(Order order, String which) throws InterruptedException {
    var shares = new ArrayList<Map<String, Object>>();
    long sum = 0;
    for (var other : orders) {
      if (other.customer == order.customer
          && other.fate == Fate.TOGETHER
          && other.invoice().isPresent()
          && shares.size() < 15) {
        long due = amountDue(other);
        if (due > 0) {
          shares.add(Map.of("invoice", other.invoice().get(), "amount", due));
          sum += due;
        }
      }
    }
    if (sum > 0) {
      var reference = "SPEI %s %s".formatted(order.token, which);
      told.paymentsAsked.put(reference, sum + 1);
      var body =
          Map.of(
              "customer",
              customers.get(order.customer),
              "amount",
              sum + 1,
              "currency",
              "MXN",
              "method",
              "transfer",
              "reference",
              reference,
              "allocations",
              shares);
      byHand(order, send(order, "/v1/payments", reference.replace(' ', '-'), body), reference);
    }
  }

  /** Done to each payment of the invoice that was answered. */
  private void onPayments(Order order, String action) throws InterruptedException {
    var prefix = "SPEI %s ".formatted(order.token);
    for (var payment : List.copyOf(told.payments.entrySet())) {
      if (payment.getKey().startsWith(prefix)) {
        var id = payment.getValue().path("id").asText();
        order.invoice().ifPresent(told.settledAt::remove);
        var reply =
            client.insist(
                send(
                    order,
                    "/v1/payments/%s/%s".formatted(id, action),
                    "%s-%s".formatted(action, id),
                    Map.of()));
        if (reply.isDone()) {
          (action.equals("reverse") ? told.reversed : told.cleared).add(id);
        }
      }
    }
  }

  /** False where its state does not allow it any more. */
  private boolean onInvoice(Order order, String action) throws InterruptedException {
    var id = order.invoice().orElseThrow();
    return client
        .insist(
            send(
                order,
                "/v1/invoices/%s/%s".formatted(id, action),
                "%s-%s".formatted(action, order.token),
                Map.of()))
        .isDone();
  }

  boolean hasGaps() throws InterruptedException {
    return !gaps().isEmpty();
  }

  /** Issues until no number is missing: one that was let go goes to whoever asks next. */
  void closeGaps() throws InterruptedException {
    for (int i = 0; i < MOST_CLOSING && hasGaps(); i++) {
      client.expect(
          send(
              "POST",
              "/v1/invoices",
              "closing-%s-%d".formatted(name, i),
              Map.of(
                  "customer",
                  customers.getFirst(),
                  "external_id",
                  "closing-%s-%d".formatted(name, i),
                  "days_until_due",
                  30,
                  "issue",
                  true,
                  "lines",
                  List.of(
                      Map.of("description", "Cierre", "quantity", "1", "unit_price", "10.00")))));
    }
    var left = gaps();
    findings.look(GAPS, left.isEmpty(), "", () -> name + " has no " + left);
    advance(steps, FIRST_DAY.plusDays(120).atTime(12, 0).atZone(ZONE).toInstant());
  }

  private Set<Integer> gaps() throws InterruptedException {
    return ApiAudit.gaps(client.all("/v1/invoices?limit=100", key));
  }

  private long amountDue(Order order) throws InterruptedException {
    return invoice(order).path("amount_due").asLong();
  }

  private JsonNode invoice(Order order) throws InterruptedException {
    return client.expect(Call.get("", "/v1/invoices/" + order.invoice().orElseThrow(), key));
  }

  /** From here on nothing may ask for it any more. */
  private void noteWhatIsSettled(int step) throws InterruptedException {
    for (var order : orders) {
      if (order.invoice().isPresent() && order.planned.stream().anyMatch(it -> it.step() == step)) {
        var state = invoice(order).path("state").asText();
        if (state.equals("paid") || state.equals("void")) {
          told.settledAt.putIfAbsent(order.invoice().get(), wall.instant());
        }
      }
    }
  }

  /** What was answered since the last time, before one or more deaths, is still there. */
  private void readBack() throws InterruptedException {
    for (var word : told.sinceLast()) {
      var now = client.insist(Call.get("", word.path(), key));
      var changed =
          now.isDone() ? Lasting.difference(word.said(), now.json()) : "answers " + now.status();
      findings.look(
          KEPT,
          changed.isEmpty(),
          word.said().path("id").asText(),
          () -> "%s: %s".formatted(word.path(), changed));
    }
  }

  private Call send(String method, String path, String key, Object body) {
    return Call.send(
        "", method, path, this.key, Optional.of(key).filter(it -> !it.isEmpty()), body);
  }

  private Call send(Order order, String path, String key, Object body) {
    return Call.send(
        order.token,
        "POST",
        path,
        this.key,
        Optional.of(key).filter(_ -> order.temper != Order.Temper.FORGETFUL),
        body);
  }

  private synchronized void shuffle(List<Call> calls) {
    Collections.shuffle(calls, random);
  }

  /** A few at once; all are done, or the first that failed is thrown. */
  private static boolean together(List<Callable<Boolean>> deeds) throws InterruptedException {
    var free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              deeds.stream()
                  .map(
                      deed ->
                          (Callable<Boolean>)
                              () -> {
                                free.acquire();
                                try {
                                  return deed.call();
                                } finally {
                                  free.release();
                                }
                              })
                  .toList());
      for (var one : all) {
        one.get();
      }
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
