package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import mx.aldia.local.proof.Findings;

/** What a business finds when all is over, by nothing but the API. */
final class ApiAudit {
  private static final String THERE =
      "an invoice that was answered is there once, as it was answered";
  private static final String AT_MOST = "an invoice that nobody answered is there at most once";
  private static final String PAID =
      "a payment that was answered is there once, as it was answered";
  private static final String PAID_AT_MOST = "a payment that nobody answered is there at most once";
  private static final String CARD = "card money that was taken with 2xx is booked once";
  private static final String BACK =
      "what was answered to be reversed, cleared, void or given up is so";
  private static final String SUMS = "what invoices say was paid is what their payments say";
  private static final String STATE = "an invoice is paid exactly when nothing of it is due";
  private static final String STATEMENT =
      "a statement's balance is what its customer's invoices say";
  private static final String STEP =
      "API: no reminder step twice for an invoice and its generation";
  private static final String THANKS =
      "API: one thank-you for each settled invoice, none for another";
  private static final String MAIL = "API: one invoice message for each issued invoice";
  private static final String EVENTS = "API: each fact is told once in the events";
  private static final String READY = "the clock is ready";

  private final Client client;
  private final Business business;
  private final Findings findings;
  private final Told told;

  ApiAudit(Client client, Business business, Findings findings) {
    this.client = client;
    this.business = business;
    this.findings = findings;
    this.told = business.told();
  }

  void audit() throws InterruptedException {
    var clock = client.expect(Call.get("", "/v1/test_clock", business.key()));
    findings.look(
        READY,
        clock.path("status").asText().equals("ready"),
        "",
        () -> business.at() + ": " + clock);
    var invoices = all("/v1/invoices?limit=100");
    var payments = all("/v1/payments?limit=100");
    invoices(invoices);
    payments(payments);
    books(invoices, payments);
    messages(invoices, all("/v1/messages?limit=100"));
    events(invoices, payments, all("/v1/events?limit=100"));
    statements(invoices);
  }

  private void invoices(List<JsonNode> invoices) {
    var byToken = by(invoices, "external_id");
    for (var token : told.invoicesAsked) {
      look(
          token,
          Optional.ofNullable(told.invoices.get(token)),
          byToken.getOrDefault(token, List.of()),
          THERE,
          AT_MOST);
    }
    for (var one : byToken.entrySet()) {
      findings.look(
          AT_MOST,
          told.invoicesAsked.contains(one.getKey()) || one.getKey().startsWith("closing"),
          one.getKey(),
          () -> one.getKey() + " was asked for by nobody");
    }
    for (var invoice : invoices) {
      var id = invoice.path("id").asText();
      var state = invoice.path("state").asText();
      if (told.voided.contains(id)) {
        findings.look(
            BACK, state.equals("void"), id, () -> "it was answered to be void and is " + state);
      }
      if (told.givenUp.contains(id)) {
        findings.look(
            BACK,
            !state.equals("draft") && !state.equals("void"),
            id,
            () -> "it was given up and is " + state);
      }
    }
  }

  /** What was answered is there once, as it was said; what nobody answered at most once. */
  private void look(
      String asked, Optional<JsonNode> said, List<JsonNode> found, String once, String atMostOnce) {
    Supplier<String> times = () -> "%s is there %d times".formatted(asked, found.size());
    if (said.isEmpty()) {
      findings.look(atMostOnce, found.size() <= 1, asked, times);
      return;
    }
    var difference =
        found.size() == 1 ? Lasting.difference(said.get(), found.getFirst()) : times.get();
    findings.look(
        once,
        difference.isEmpty(),
        said.get().path("id").asText(),
        () -> asked + ": " + difference);
  }

  private void payments(List<JsonNode> payments) {
    var byReference = by(payments, "reference");
    var manual = new HashSet<String>();
    for (var asked : told.paymentsAsked.keySet()) {
      manual.add(asked);
      look(
          asked,
          Optional.ofNullable(told.payments.get(asked)),
          byReference.getOrDefault(asked, List.of()),
          PAID,
          PAID_AT_MOST);
    }
    var byMoney = by(payments, "gateway_payment");
    told.cards.forEach(
        (money, card) -> {
          var found = byMoney.getOrDefault(money, List.of());
          boolean booked =
              found.size() == 1 && found.getFirst().path("amount").asLong() == card.amount();
          findings.look(CARD, booked, card.invoice(), () -> money + " is booked as " + found);
          if (told.cardsRefunded.contains(money) && found.size() == 1) {
            var state = found.getFirst().path("state").asText();
            findings.look(
                BACK,
                state.equals("reversed"),
                card.invoice(),
                () -> money + " went back and is " + state);
          }
        });
    for (var payment : payments) {
      var id = payment.path("id").asText();
      var state = payment.path("state").asText();
      boolean byHand = payment.path("gateway").isNull();
      findings.look(
          PAID_AT_MOST,
          byHand
              ? manual.contains(payment.path("reference").asText())
              : told.cards.containsKey(payment.path("gateway_payment").asText()),
          id,
          () -> "nobody told of " + payment);
      if (told.reversed.contains(id)) {
        findings.look(
            BACK,
            state.equals("reversed"),
            id,
            () -> "it was answered to be reversed and is " + state);
      } else if (told.cleared.contains(id)) {
        findings.look(
            BACK,
            state.equals("applied"),
            id,
            () -> "it was answered to be cleared and is " + state);
      }
    }
  }

  /** Totals of invoices against the allocations of payments: two sides of the same money. */
  private void books(List<JsonNode> invoices, List<JsonNode> payments) {
    var taken = new HashMap<String, Long>();
    for (var payment : payments) {
      if (payment.path("state").asText().equals("applied")) {
        long sum = payment.path("unallocated").asLong();
        for (var share : payment.path("allocations")) {
          taken.merge(share.path("invoice").asText(), share.path("amount").asLong(), Long::sum);
          sum += share.path("amount").asLong();
        }
        long all = sum;
        findings.look(
            SUMS,
            all == payment.path("amount").asLong(),
            payment.path("id").asText(),
            () -> "its shares sum to " + all + ": " + payment);
      }
    }
    for (var invoice : invoices) {
      var id = invoice.path("id").asText();
      long paid = invoice.path("amount_paid").asLong();
      long total = invoice.path("total").asLong();
      findings.look(
          SUMS,
          paid == taken.getOrDefault(id, 0L),
          id,
          () ->
              "it says %d was paid, its payments say %d"
                  .formatted(paid, taken.getOrDefault(id, 0L)));
      var state = invoice.path("state").asText();
      long due = invoice.path("amount_due").asLong();
      boolean right =
          switch (state) {
            case "paid" -> paid == total && due == 0;
            case "void" -> paid == 0 && due == 0;
            case "open", "uncollectible" -> due == total - paid && due > 0;
            case "draft" -> paid == 0;
            default -> false;
          };
      findings.look(
          STATE,
          right,
          id,
          () -> "state %s, total %d, paid %d, due %d".formatted(state, total, paid, due));
    }
  }

  private void messages(List<JsonNode> invoices, List<JsonNode> messages)
      throws InterruptedException {
    var count = new HashMap<String, Integer>();
    for (var message : messages) {
      told.messages.put(message.path("id").asText(), message);
      var kind = message.path("kind").asText();
      var step = kind.equals("reminder") ? message.path("step").asText() : "";
      count.merge(message.path("invoice").asText() + kind + step, 1, Integer::sum);
    }
    for (var invoice : invoices) {
      var id = invoice.path("id").asText();
      var state = invoice.path("state").asText();
      if (state.equals("draft")) {
        continue;
      }
      int thanks = count.getOrDefault(id + "thank_you", 0);
      findings.look(
          THANKS,
          state.equals("paid") ? thanks == 1 : thanks <= 1,
          id,
          () -> "it is %s and was thanked for %d times".formatted(state, thanks));
      int mails = count.getOrDefault(id + "invoice", 0);
      findings.look(
          MAIL,
          mails == 1 || (mails == 0 && state.equals("void")),
          id,
          () -> "it is %s and was sent %d times".formatted(state, mails));
      int reversals = -1;
      for (int step = 0; step < 5; step++) {
        int said = count.getOrDefault(id + "reminder" + step, 0);
        if (said > 1 && reversals < 0) {
          reversals =
              (int)
                  timeline(id).stream()
                      .filter(it -> it.path("type").asText().equals("payment.reversed"))
                      .count();
        }
        int which = step;
        findings.look(
            STEP,
            said <= 1 + Math.max(0, reversals),
            id,
            () -> "step %d was said %d times".formatted(which, said));
      }
    }
  }

  private void events(List<JsonNode> invoices, List<JsonNode> payments, List<JsonNode> events) {
    var count = new HashMap<String, Integer>();
    for (var event : events) {
      var data = event.path("data");
      var type = event.path("type").asText();
      count.merge(
          type + data.path("invoice").asText() + data.path("payment").asText(""), 1, Integer::sum);
    }
    for (var invoice : invoices) {
      if (!invoice.path("state").asText().equals("draft")) {
        once(count, "invoice.issued", invoice.path("id").asText(), "");
      }
      if (invoice.path("state").asText().equals("void")) {
        once(count, "invoice.voided", invoice.path("id").asText(), "");
      }
    }
    for (var payment : payments) {
      for (var share : payment.path("allocations")) {
        var id = share.path("invoice").asText();
        var state = payment.path("state").asText();
        if (state.equals("applied")) {
          once(count, "payment.received", id, payment.path("id").asText());
        }
        if (state.equals("reversed")
            && count.containsKey("payment.received" + id + payment.path("id").asText())) {
          once(count, "payment.reversed", id, payment.path("id").asText());
        }
      }
    }
  }

  private void once(Map<String, Integer> count, String type, String invoice, String payment) {
    int times = count.getOrDefault(type + invoice + payment, 0);
    findings.look(EVENTS, times == 1, invoice, () -> "%s was told %d times".formatted(type, times));
  }

  private void statements(List<JsonNode> invoices) throws InterruptedException {
    for (var customer : told.customers.entrySet()) {
      var id = customer.getValue().path("id").asText();
      var now = client.expect(Call.get("", "/v1/customers/" + id, business.key()));
      var difference = Lasting.difference(customer.getValue(), now);
      findings.look(Business.KEPT, difference.isEmpty(), id, () -> difference);
      long due = 0;
      for (var invoice : invoices) {
        if (invoice.path("customer").asText().equals(id)) {
          due +=
              invoice.path("state").asText().equals("draft")
                  ? 0
                  : invoice.path("amount_due").asLong();
        }
      }
      long all = due;
      var statement =
          client.expect(Call.get("", "/v1/customers/" + id + "/statement", business.key()));
      findings.look(
          STATEMENT,
          statement.path("balance").asLong() == all,
          id,
          () -> "invoices say %d, the statement %s".formatted(all, statement));
    }
  }

  /** The folios of series A that are used by none of its invoices, up to the highest. */
  static Set<Integer> gaps(List<JsonNode> invoices) {
    var used = new TreeSet<Integer>();
    for (var invoice : invoices) {
      var number = invoice.path("number").asText("");
      if (number.startsWith("A-")) {
        used.add(Integer.valueOf(number.substring(2)));
      }
    }
    var gaps = new TreeSet<Integer>();
    for (int i = 1; !used.isEmpty() && i < used.last(); i++) {
      if (!used.contains(i)) {
        gaps.add(i);
      }
    }
    return gaps;
  }

  private List<JsonNode> timeline(String invoice) throws InterruptedException {
    return all("/v1/invoices/%s/timeline?limit=100".formatted(invoice));
  }

  private List<JsonNode> all(String path) throws InterruptedException {
    return client.all(path, business.key());
  }

  private static Map<String, List<JsonNode>> by(List<JsonNode> objects, String member) {
    var found = new HashMap<String, List<JsonNode>>();
    for (var object : objects) {
      if (!object.path(member).isNull()) {
        found.computeIfAbsent(object.path(member).asText(), _ -> new ArrayList<>()).add(object);
      }
    }
    return found;
  }
}
