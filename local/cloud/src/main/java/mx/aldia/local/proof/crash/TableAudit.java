package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mx.aldia.local.proof.Findings;
import mx.aldia.local.proof.Items;
import mx.aldia.local.proof.Items.Item;

/** What the table of a business says, item by item, and what of it left this machine. */
final class TableAudit {
  private static final String CREDIT = "a customer's credit is what its payments left over";
  private static final String FOLIOS = "folios have no gap and no double";
  private static final String STEP =
      "table: no reminder step twice for an invoice and its generation";
  private static final String DISK =
      "disk: a reminder's mail is there at most once, and once if it counts as sent";
  private static final String AFTER = "no reminder was begun after its invoice was settled";
  private static final String ARRIVES =
      "disk: what has to arrive is there, and again only where a sender had died";
  private static final String KNOWN = "disk: every mail is a message of the table";
  private static final String EVENTS = "every event that somebody waits for was handled";
  private static final String PENDING = "nothing is pending, no clock is on its way";
  private static final String LEASES = "nobody holds a right to send any more";
  private static final String DUE = "nothing is due for what is settled, and nothing ripe was left";
  private static final String SEEN =
      "every notification of a provider is applied, or parked for a reason";

  private static final String MESSAGE = "MESSAGE#";

  /** For so long whoever begins a message has the right to send it: docs/adr/0006. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Items items;
  private final Post post;
  private final Business business;
  private final Findings findings;
  private final Map<String, Integer> consumers;
  private final String tenant;
  private final Set<String> messages = new HashSet<>();
  private int doubles;

  /**
   * An audit of one business.
   *
   * @param consumers how many queues wait for each type of event
   */
  TableAudit(
      Items items,
      Post post,
      Business business,
      Map<String, Integer> consumers,
      Findings findings) {
    this.items = items;
    this.post = post;
    this.business = business;
    this.consumers = consumers;
    this.findings = findings;
    this.tenant = "T#" + business.tenant();
    items
        .under(tenant + "#I#")
        .filter(it -> it.sk().startsWith(MESSAGE))
        .forEach(it -> messages.add(id(it)));
  }

  void audit() {
    var numbers = new ArrayList<String>();
    items
        .under(tenant + "#I#")
        .filter(it -> it.sk().equals("INVOICE") && !it.text("state").equals("draft"))
        .forEach(
            head -> {
              numbers.add(head.text("number"));
              reminders(head);
              others(head);
              due(head);
            });
    items.ledgers(tenant, findings);
    folios(numbers);
    credit();
    events();
    notifications();
  }

  /** Mails that were sent once more because their first sender had died. */
  int doubles() {
    return doubles;
  }

  /** Ids of messages of this business. */
  Set<String> messages() {
    return Set.copyOf(messages);
  }

  /** Every mail belongs to a message of one of the businesses, or of the sandbox beside them. */
  static void known(Post post, Set<String> messages, Findings findings) {
    post.mails()
        .keySet()
        .forEach(id -> findings.look(KNOWN, messages.contains(id), "", () -> "a mail of " + id));
  }

  private List<Item> ledgerOf(String partition) {
    return items.of(partition).stream()
        .filter(it -> it.sk().startsWith("LEDGER#"))
        .sorted(Comparator.comparingLong(it -> it.number("sequence")))
        .toList();
  }

  /** The times in which nothing was owed: from when, and until when it was owed again. */
  private record Settled(Instant from, Optional<Instant> until) {
    boolean covers(Instant at) {
      return at.isAfter(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
  }

  private List<Settled> settled(String partition) {
    var times = new ArrayList<Settled>();
    long sum = 0;
    Optional<Instant> since = Optional.empty();
    for (var entry : ledgerOf(partition)) {
      sum += entry.number("amount");
      var at = Instant.parse(entry.text("at"));
      if (sum == 0 && since.isEmpty()) {
        since = Optional.of(at);
      } else if (sum != 0 && since.isPresent()) {
        times.add(new Settled(since.get(), Optional.of(at)));
        since = Optional.empty();
      }
    }
    since.ifPresent(at -> times.add(new Settled(at, Optional.empty())));
    return times;
  }

  private void reminders(Item head) {
    var invoice = head.text("id");
    var steps = new HashMap<String, Integer>();
    var mails = new HashMap<String, Integer>();
    var settled = settled(head.pk());
    var toldSettled = Optional.ofNullable(business.told().settledAt.get(invoice));
    for (var message : said(head, "reminder")) {
      // msg_<invoice>_reminder_<generation>_d<days>_<attempt>: a step is named by its days.
      var which = id(message).split("_", -1)[3] + " " + id(message).split("_", -1)[4];
      int sent = sent(message);
      steps.merge(which, 1, Integer::sum);
      mails.merge(which, sent, Integer::sum);
      var state = message.text("state");
      findings.look(
          DISK,
          state.equals("SENT") ? sent == 1 : sent <= (state.equals("UNKNOWN") ? 1 : 0),
          invoice,
          () -> "%s is %s and lies on disk %d times".formatted(id(message), state, sent));
      var at = Instant.parse(message.text("at"));
      var begun = Instant.parse(message.text("leaseUntil")).minus(LEASE);
      findings.look(
          AFTER,
          settled.stream().noneMatch(it -> it.covers(at))
              && toldSettled.filter(begun::isAfter).isEmpty(),
          invoice,
          () ->
              "%s was begun %s (%s), settled %s, told so %s"
                  .formatted(id(message), at, begun, settled, toldSettled));
    }
    steps.forEach(
        (which, times) ->
            findings.look(
                STEP,
                times == 1 && mails.getOrDefault(which, 0) <= 1,
                invoice,
                () ->
                    "%s was begun %d times and mailed %d times"
                        .formatted(which, times, mails.get(which))));
  }

  /** Invoice, thanks and receipts: at least once, and more often only after a sender's death. */
  private void others(Item head) {
    var invoice = head.text("id");
    var state = head.text("state");
    var invoices = said(head, "invoice");
    var thanks = said(head, "thank_you");
    findings.look(
        ARRIVES,
        invoices.size() == 1 || (invoices.isEmpty() && state.equals("void")),
        invoice,
        () -> "it was begun to be sent %d times".formatted(invoices.size()));
    findings.look(
        ARRIVES,
        state.equals("paid") ? thanks.size() == 1 : thanks.size() <= 1,
        invoice,
        () -> "it is %s and was thanked for %d times".formatted(state, thanks.size()));
    var all = new ArrayList<>(invoices);
    all.addAll(thanks);
    all.addAll(said(head, "receipt"));
    for (var message : all) {
      int sent = sent(message);
      // Version 1 began it; each version more is a sender who took over from a dead one, or the
      // end.
      long most = Math.max(1, message.number("version") - 1);
      boolean right =
          switch (message.text("state")) {
            case "SENT" -> sent >= 1 && sent <= most;
            case "SUPPRESSED", "FAILED", "BOUNCED" -> sent == 0;
            default -> false;
          };
      doubles += Math.max(0, sent - 1);
      findings.look(
          ARRIVES,
          right,
          invoice,
          () ->
              "%s is %s in version %d and lies on disk %d times"
                  .formatted(id(message), message.text("state"), message.number("version"), sent));
    }
  }

  private void due(Item head) {
    var invoice = head.text("id");
    var ladder =
        items.of(head.pk()).stream().filter(it -> it.sk().equals("DUE#LADDER")).findFirst();
    var state = ladder.map(it -> it.text("state")).orElse("absent");
    findings.look(
        LEASES, !state.equals("SENDING"), invoice, () -> "its ladder is still being sent");
    if (head.text("state").equals("paid") || head.text("state").equals("void")) {
      findings.look(
          DUE,
          ladder.isPresent() && ladder.get().maybe("at").isEmpty() && !state.equals("SCHEDULED"),
          invoice,
          () -> "it is settled and its ladder is " + ladder);
    }
    for (var message : said(head, "")) {
      var it = message.text("state");
      findings.look(
          LEASES,
          !it.equals("SENDING") && !it.equals("SCHEDULED"),
          invoice,
          () -> id(message) + " is still " + it);
    }
  }

  /** A number that is held waits for the next invoice: it is no gap. */
  private void folios(List<String> numbers) {
    var held = new TreeSet<Long>();
    items.under(tenant + "#N#A").forEach(it -> held.addAll(it.numbers("held")));
    var used = new TreeSet<Long>();
    for (var number : numbers) {
      var folio = Long.valueOf(number.replaceFirst("^A-", ""));
      findings.look(FOLIOS, used.add(folio), "", () -> "two invoices are " + number);
      var owner = items.of("%s#U#folio#%s".formatted(tenant, number));
      findings.look(
          FOLIOS, owner.size() == 1, "", () -> number + " is written as taken by " + owner);
    }
    for (long folio = 1; !used.isEmpty() && folio < used.last(); folio++) {
      long number = folio;
      findings.look(
          FOLIOS,
          used.contains(number) || held.contains(number),
          "",
          () -> "%s has no A-%d, and nobody holds it".formatted(business.at(), number));
    }
  }

  private void credit() {
    var left = new HashMap<String, Long>();
    items
        .under(tenant + "#P#")
        .filter(it -> it.text("state").equals("APPLIED"))
        .forEach(
            it -> {
              long unallocated = it.number("amount");
              var shares = Pattern.compile("\"amount\":(\\d+)").matcher(it.text("allocations"));
              while (shares.find()) {
                unallocated -= Long.parseLong(shares.group(1));
              }
              left.merge(it.text("customer"), unallocated, Long::sum);
            });
    items
        .under(tenant + "#C#")
        .filter(it -> it.sk().equals("CUSTOMER"))
        .forEach(
            it -> {
              var id = it.pk().substring(it.pk().lastIndexOf('#') + 1);
              long account =
                  items.of(it.pk()).stream()
                      .filter(item -> item.sk().equals("ACCOUNT"))
                      .mapToLong(item -> item.number("MXN"))
                      .sum();
              findings.look(
                  CREDIT,
                  account == left.getOrDefault(id, 0L),
                  id,
                  () ->
                      "its account has %d, its payments left %d"
                          .formatted(account, left.getOrDefault(id, 0L)));
            });
  }

  private void events() {
    var done = new HashMap<String, Integer>();
    items
        .under(tenant + "#W#")
        .filter(it -> it.sk().equals("DONE"))
        .forEach(
            it -> done.merge(it.pk().substring(it.pk().lastIndexOf('#') + 1), 1, Integer::sum));
    items
        .under(tenant)
        .filter(it -> it.sk().startsWith("EVENT#") && consumers.containsKey(it.text("type")))
        .forEach(
            it ->
                findings.look(
                    EVENTS,
                    done.getOrDefault(it.text("id"), 0).equals(consumers.get(it.text("type"))),
                    it.text("subject"),
                    () ->
                        "%s of %s was handled by %d of those that wait for it"
                            .formatted(
                                it.text("type"),
                                it.text("subject"),
                                done.getOrDefault(it.text("id"), 0))));
    var clock =
        items.of(tenant).stream().filter(it -> it.sk().equals("CLOCK")).findFirst().orElseThrow();
    findings.look(
        PENDING,
        clock.number("pending") == 0 && clock.maybe("target").isEmpty(),
        "",
        () -> business.at() + ": " + clock);
    for (var pointer : items.of(tenant + "#DUE")) {
      var entry =
          items.of(pointer.text("pk")).stream()
              .filter(it -> it.sk().equals(pointer.text("sk")))
              .findFirst();
      boolean ripe =
          entry
              .flatMap(it -> it.maybe("at"))
              .filter(at -> pointer.sk().startsWith(at) && at.compareTo(clock.text("now")) <= 0)
              .isPresent();
      findings.look(DUE, !ripe, "", () -> "left, though its time has come: " + entry);
    }
  }

  private void notifications() {
    items
        .under(tenant + "#W#stripe#")
        .filter(it -> it.sk().equals("SEEN"))
        .forEach(
            it -> {
              boolean told = it.text("state").equals("APPLIED");
              boolean waits = it.text("state").equals("PARKED") && it.pk().endsWith("_a");
              findings.look(
                  SEEN,
                  told || waits,
                  "",
                  () -> "%s is %s: %s".formatted(it.pk(), it.text("state"), it.text("note")));
            });
  }

  private List<Item> said(Item head, String kind) {
    return items.of(head.pk()).stream()
        .filter(it -> it.sk().startsWith(MESSAGE) && it.sk().contains("_" + kind))
        .toList();
  }

  /** A mail is known by its message's id, a text by what the API says was said. */
  private int sent(Item message) {
    var said = Optional.ofNullable(business.told().messages.get(id(message)));
    return said.filter(it -> it.path("channel").asText().equals("sms"))
        .map(this::texts)
        .orElseGet(() -> post.mails(id(message)));
  }

  /** Two steps may say the same words to one telephone: what is there beyond that is too much. */
  private int texts(JsonNode message) {
    int there = post.texts(message.path("to").asText(), message.path("text").asText());
    int sent = alike(message, "sent");
    return message.path("state").asText().equals("sent")
        ? there < sent ? 0 : 1 + Math.max(0, there - sent - alike(message, "unknown"))
        : Math.clamp(there - sent, 0, 1);
  }

  private int alike(JsonNode message, String state) {
    return (int)
        business.told().messages.values().stream()
            .filter(it -> it.path("state").asText().equals(state))
            .filter(it -> it.path("to").equals(message.path("to")))
            .filter(it -> it.path("text").equals(message.path("text")))
            .count();
  }

  private static String id(Item message) {
    return message.sk().substring(MESSAGE.length());
  }
}
