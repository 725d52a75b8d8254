package mx.aldia.local.simulation;

import static mx.aldia.local.simulation.Invariants.require;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mx.aldia.local.simulation.Http.Reply;

/**
 * What must hold when the storm is over, everything has been brought and nothing is due any more.
 */
final class Audit {
  static final String RESTS = "it comes to rest";
  static final String RELAYED = "every event reaches each of its consumers";
  static final String ONE_MAIL = "a reminder is sent at most once";
  static final String ARRIVES =
      "an invoice, a receipt, thanks are sent at least once, and recorded";
  static final String NO_LEASE = "nothing is left in somebody's hands";
  static final String LADDER = "who owes is reminded to the last step, and nobody else";
  static final String OVERDUE = "who is late is told so, once";
  static final String FOLIOS = "numbers follow each other without gaps or doubles";
  static final String NOTHING_PENDING = "a sandbox's clock waits for nothing";
  static final String ONE_OBJECT = "a request told twice makes one thing";
  static final String KEPT = "what was promised with 2xx is there";
  static final String CARDS =
      "money that a provider told of is applied once, or waits for a person";

  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");
  private static final int LAST_STEP = 15;
  private static final Set<String> ENDED =
      Set.of("SENT", "BOUNCED", "FAILED", "SUPPRESSED", "UNKNOWN");

  private final Books books;
  private final Cloud cloud;
  private final People people;
  private final Script script;
  private final LocalDate today;
  private final String tenant;
  private final Instant now;

  Audit(World world, Books books, Cloud cloud, People people, Script script) {
    this.books = books;
    this.now = world.now();
    this.cloud = cloud;
    this.people = people;
    this.script = script;
    this.tenant = "T#" + people.tenant();
    var clock = books.find(tenant, "CLOCK").flatMap(it -> it.maybe("now"));
    this.today = LocalDate.ofInstant(clock.map(Instant::parse).orElse(world.now()), MEXICO);
  }

  /**
   * Looks at everything.
   *
   * @throws Violation if something does not hold
   */
  void check() {
    events();
    messages();
    invoices();
    creditNotes();
    folios();
    requests();
    cards();
    require(pending() == 0, NOTHING_PENDING, "%d pending", pending());
  }

  /** What a story says of itself that has no end. */
  Violation endless() {
    return pending() == 0
        ? new Violation(RESTS, "somebody tries for ever")
        : new Violation(
            NOTHING_PENDING, "%d pending, and nobody does anything about it".formatted(pending()));
  }

  private long pending() {
    return books.find(tenant, "CLOCK").map(it -> it.number("pending")).orElse(0L);
  }

  private void events() {
    for (var event : books.beginning("EVENT#")) {
      var id = event.text("id");
      require(cloud.bus().hasSeen(id), RELAYED, "%s is not on the bus", name(id));
      for (var queue : cloud.bus().queuesOf(id)) {
        require(
            cloud.queues().get(queue).hasHandled(name(id)), RELAYED, "%s in %s", name(id), queue);
      }
    }
  }

  private String name(String event) {
    return cloud.names().event(event);
  }

  private void messages() {
    var taken = new HashMap<String, Integer>();
    cloud.post().taken().forEach(id -> taken.merge(id, 1, Integer::sum));
    var begun = new HashMap<String, Integer>();
    for (var message : books.beginning("MESSAGE#")) {
      var id = message.sk().substring("MESSAGE#".length());
      var said = Said.of(message.sk()).orElseThrow();
      int times = taken.getOrDefault(id, 0);
      require(
          ENDED.contains(message.text("state")) || isLost(message, said),
          NO_LEASE,
          "a %s is %s",
          said.kind(),
          message.text("state"));
      switch (message.text("state")) {
        case "SENT" -> require(times >= 1, ARRIVES, "a %s that nobody took", said.kind());
        case "BOUNCED" ->
            require(
                cloud.post().bounced().contains(id),
                ARRIVES,
                "a %s that nobody refused",
                said.kind());
        default -> {}
      }
      if (said.isReminder()) {
        var which =
            "%s step %s, generation %d"
                .formatted(cloud.names().partition(message.pk()), said.step(), said.generation());
        require(begun.merge(which, times, Integer::sum) <= 1, ONE_MAIL, "%s", which);
      }
    }
  }

  /** A reminder whose sender died after its ladder was stopped: the API tells it as unknown. */
  private boolean isLost(Fact message, Said said) {
    return said.isReminder()
        && message.text("state").equals("SENDING")
        && now.isAfter(message.instant("leaseUntil"));
  }

  private void invoices() {
    for (var head : books.all("INVOICE")) {
      if (!head.text("state").equals("draft")) {
        said(head);
        reminded(head);
        overdue(head);
      }
    }
  }

  private void said(Fact head) {
    if (!head.flag("send")) {
      return;
    }
    var where = cloud.names().partition(head.pk());
    if (!head.text("state").equals("void")) {
      finished(head, "invoice_0_issued", where + "'s own mail");
    }
    if (head.text("state").equals("paid") && head.number("paid") > 0 && !isSubstitute(head)) {
      finished(head, "thank_you_0_settled", where + "'s thanks");
    }
    for (var event : books.of(head.pk(), "EVENT#")) {
      if (event.text("type").equals("payment.received")
          && !event.text("data").contains("\"amount_due\":0,")) {
        var payment = event.text("data").replaceAll(".*\"payment\":\"([^\"]+)\".*", "$1");
        if (stateOf(payment).equals("APPLIED")) {
          finished(head, "receipt_0_" + payment, where + "'s receipt");
        }
      }
    }
  }

  private void creditNotes() {
    var numbers = new TreeSet<String>();
    for (var note : books.beginning("CREDIT#")) {
      require(numbers.add(note.text("number")), FOLIOS, "%s twice", note.text("number"));
      var head = books.find(note.pk(), "INVOICE").orElseThrow();
      if (head.flag("send")) {
        finished(head, "credit_note_0_" + note.text("id"), "what " + note.text("number") + " is");
      }
    }
  }

  /** It took another's place: who has paid that one was thanked for it. */
  private boolean isSubstitute(Fact head) {
    return books.of(head.pk(), "DOCUMENT#").getFirst().text("json").contains("\"replaces\":");
  }

  private String stateOf(String payment) {
    return books
        .find(tenant + "#ID#" + payment, "POINTER")
        .flatMap(it -> books.find(it.text("pk"), it.text("sk")))
        .map(it -> it.text("state"))
        .orElse("none");
  }

  private void finished(Fact head, String said, String what) {
    var id = "MESSAGE#msg_" + head.text("id").substring("inv_".length()) + "_" + said;
    var found = books.find(head.pk(), id);
    require(found.isPresent(), ARRIVES, "%s was never begun", what);
    var message = found.get();
    boolean gaveUp = message.maybe("reason").filter("gave_up"::equals).isPresent();
    require(
        Set.of("SENT", "BOUNCED", "SUPPRESSED").contains(message.text("state")) || gaveUp,
        ARRIVES,
        "%s is %s",
        what,
        message.text("state"));
  }

  private void reminded(Fact head) {
    var ladder = books.find(head.pk(), "DUE#LADDER").orElseThrow();
    var where = cloud.names().partition(head.pk());
    var state = ladder.text("state");
    require(!state.equals("SENDING"), NO_LEASE, "the reminders of %s", where);
    require(!state.equals("SCHEDULED"), LADDER, "%s still waits for %s", where, ladder.maybe("at"));
    boolean everPaused =
        books.of(head.pk(), "EVENT#").stream()
            .map(it -> it.text("type"))
            .anyMatch(
                it -> it.equals("reminders.paused") || it.equals("invoice.marked_uncollectible"));
    if (head.text("state").equals("open")
        && head.flag("send")
        && !everPaused
        && !isIssuedTooLate(head)
        && !optedOut(head.text("customer"))) {
      require(
          ladder.maybeNumber("lastOffset").filter(it -> it == LAST_STEP).isPresent(),
          LADDER,
          "%s is owed, its reminders are %s after step %s",
          where,
          state,
          ladder.maybeNumber("lastOffset").map(String::valueOf).orElse("none"));
    }
  }

  /** A substitute has its former's day: a step whose day was over by then is not said any more. */
  private boolean isIssuedTooLate(Fact head) {
    return isSubstitute(head)
        && !LocalDate.parse(head.text("issuedOn"))
            .isBefore(LocalDate.parse(head.text("dueOn")).plusDays(LAST_STEP));
  }

  /** With no way left to ask, a step that is over takes those with it whose day has passed. */
  private boolean optedOut(String customer) {
    return books.beginning("EVENT#").stream()
        .anyMatch(
            it ->
                it.text("type").equals("customer.opted_out")
                    && it.text("subject").equals(customer));
  }

  private void overdue(Fact head) {
    long told =
        books.of(head.pk(), "EVENT#").stream()
            .filter(it -> it.text("type").equals("invoice.overdue"))
            .count();
    var where = cloud.names().partition(head.pk());
    require(told <= 1, OVERDUE, "%s %d times", where, told);
    if (head.text("state").equals("open") && LocalDate.parse(head.text("dueOn")).isBefore(today)) {
      require(told == 1, OVERDUE, "%s is late and was never told so", where);
    }
  }

  private void folios() {
    var numbers = new TreeSet<Integer>();
    for (var head : books.all("INVOICE")) {
      head.maybe("number")
          .ifPresent(
              number ->
                  require(
                      numbers.add(Integer.valueOf(number.substring(number.indexOf('-') + 1))),
                      FOLIOS,
                      "%s twice",
                      number));
    }
    require(
        numbers.isEmpty() || numbers.last() == numbers.size(),
        FOLIOS,
        "%d invoices with numbers %s",
        numbers.size(),
        numbers);
  }

  private void requests() {
    var heads = books.all("INVOICE").stream().map(it -> it.text("id")).collect(Collectors.toSet());
    for (var act : script.acts()) {
      var good = people.heard(act.number()).stream().filter(Reply::isGood).toList();
      var ids = good.stream().map(it -> it.text("id")).collect(Collectors.toSet());
      switch (act.deed()) {
        case Deed.Issue issue -> {
          require(ids.size() <= 1, ONE_OBJECT, "%s made %s", act.name(), ids);
          require(heads.containsAll(ids), KEPT, "%s was answered with 2xx", act.name());
          require(
              cloud.names().count("invoice " + issue.invoice()) <= 1,
              ONE_OBJECT,
              "%s made several",
              act.name());
        }
        case Deed.Pay _, Deed.PayAll _ -> {
          require(ids.size() <= 1, ONE_OBJECT, "%s made %s", act.name(), ids);
          for (var id : ids) {
            require(!stateOf(id).equals("none"), KEPT, "%s was answered with 2xx", act.name());
          }
        }
        case Deed.Replace _ -> {
          require(ids.size() <= 1, ONE_OBJECT, "%s made %s", act.name(), ids);
          require(heads.containsAll(ids), KEPT, "%s was answered with 2xx", act.name());
        }
        case Deed.Credit _ -> {
          require(ids.size() <= 1, ONE_OBJECT, "%s made %s", act.name(), ids);
          for (var id : ids) {
            require(
                books.find(tenant + "#ID#" + id, "POINTER").isPresent(),
                KEPT,
                "%s was answered with 2xx",
                act.name());
          }
        }
        default -> {}
      }
    }
    long told =
        script.acts().stream()
            .filter(it -> it.deed() instanceof Deed.Pay || it.deed() instanceof Deed.PayAll)
            .count();
    long byHand =
        books.all("PAYMENT").stream().filter(it -> it.text("provider").equals("manual")).count();
    require(byHand <= told, ONE_OBJECT, "%d payments of %d told by hand", byHand, told);
  }

  private void cards() {
    for (var seen : books.all("SEEN")) {
      require(
          !seen.text("state").equals("RECEIVED"), CARDS, "%s was never judged", seen.text("id"));
    }
    for (var card : people.cards()) {
      if (people.heard(card.act()).isEmpty()) {
        continue; // the provider gave up before we heard of it
      }
      var payment = books.find(tenant + "#P#stripe#" + card.intent(), "PAYMENT");
      var parked =
          books.all("SEEN").stream()
              .anyMatch(
                  it ->
                      it.text("state").equals("PARKED")
                          && it.maybe("note").orElse("").startsWith("invoice_")
                          && it.text("id").endsWith("_" + card.act()));
      require(payment.isPresent() || parked, CARDS, "%s is nowhere", card.intent());
      if (payment.isPresent()) {
        require(payment.get().number("amount") == card.centavos(), CARDS, "%s", card.intent());
        boolean refunded =
            script.acts().stream()
                .anyMatch(
                    it ->
                        it.deed() instanceof Deed.Refund refund
                            && refund.card() == card.act()
                            && !people.heard(it.number()).isEmpty());
        require(
            payment.get().text("state").equals(refunded ? "REVERSED" : "APPLIED"),
            CARDS,
            "%s is %s",
            card.intent(),
            payment.get().text("state"));
      }
    }
  }
}
