package mx.aldia.local.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What people mean to do in one story: a business, its customers, their invoices, and who pays,
 * complains, mistakes and takes back what. Half of it happens at just the moment when reminders go,
 * a quarter of it at the moment of something else.
 */
final class Script {
  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");
  private static final Instant EARLIEST = Instant.parse("2026-01-05T15:00:00Z");
  private static final int[] STEPS = {-3, 0, 3, 7, 15};
  private static final int OPENING_HOUR = 9;

  private final RandomGenerator random;
  private final Instant beginning;
  private final boolean sandbox;
  private final List<Reach> customers = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();

  /** How a customer can be reached. */
  enum Reach {
    MAIL,
    TEXT,
    MAIL_THEN_TEXT,
    /** By mail, and nobody knows in which time zone. */
    SOMEWHERE
  }

  /**
   * A deed and when it is done.
   *
   * @param at on the tenant's clock
   * @param patient whether who hears nothing asks again until there is an answer
   * @param hasty in a sandbox: done while its clock runs past that moment
   */
  record Act(int number, Instant at, boolean patient, boolean hasty, Deed deed) {
    String name() {
      return deed.name() + " /" + number;
    }
  }

  Script(RandomGenerator random) {
    this.random = random;
    this.beginning = EARLIEST.plus(Duration.ofHours(random.nextInt(24 * 300)));
    this.sandbox = random.nextInt(3) == 0;
    int people = random.nextInt(1, 3);
    for (int i = 0; i < people; i++) {
      customers.add(Reach.values()[random.nextInt(Reach.values().length)]);
    }
    int invoices = random.nextInt(1, 5);
    for (int i = 0; i < invoices; i++) {
      invoice(i);
    }
    acts.sort(Comparator.comparing(Act::at).thenComparingInt(Act::number));
  }

  Instant beginning() {
    return beginning;
  }

  boolean isSandbox() {
    return sandbox;
  }

  List<Reach> customers() {
    return customers;
  }

  /** In the order of their times. */
  List<Act> acts() {
    return acts;
  }

  private void invoice(int number) {
    var issuedAt = beginning.plus(Duration.ofMinutes(random.nextInt(60 * 60)));
    int days = random.nextInt(0, 9);
    var due = LocalDate.ofInstant(issuedAt, MEXICO).plusDays(days);
    act(
        issuedAt,
        new Deed.Issue(
            number,
            random.nextInt(customers.size()),
            days,
            random.nextLong(10_000, 500_000),
            random.nextInt(5) == 0,
            random.nextInt(12) != 0,
            random.nextInt(3) == 0));
    int deeds = random.nextInt(1, 5);
    for (int i = 0; i < deeds; i++) {
      var at = moment(issuedAt, due);
      deed(number, at);
      if (random.nextInt(3) == 0) {
        // Somebody else at the same moment: one decides on what the other is changing.
        deed(number, at.plusMillis(random.nextInt(3)));
      }
    }
  }

  private Instant moment(Instant issuedAt, LocalDate due) {
    var hot =
        due.plusDays(STEPS[random.nextInt(STEPS.length)])
            .atTime(OPENING_HOUR, 0)
            .atZone(MEXICO)
            .toInstant()
            .plusMillis(random.nextInt(3) == 0 ? random.nextInt(90_000) : random.nextInt(600));
    var any = issuedAt.plusSeconds(random.nextInt(25 * 24 * 3600));
    var soon = issuedAt.plusMillis(random.nextInt(4_000));
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> hot.isAfter(issuedAt) ? hot : any;
      case 3 -> soon;
      default -> any;
    };
  }

  private void deed(int invoice, Instant at) {
    switch (random.nextInt(17)) {
      case 0, 1 -> pay(invoice, at, random.nextInt(50, 950), false);
      case 2, 3 -> pay(invoice, at, random.nextInt(1000, 1300), false);
      case 4 -> pay(invoice, at, random.nextInt(300, 1100), true);
      case 5 -> act(at, new Deed.PayAll(invoice, random.nextInt(300, 1200)));
      case 6, 7, 8 -> card(invoice, at);
      case 9 -> {
        act(at, new Deed.Say(invoice, "pause"));
        act(after(at, 20), new Deed.Say(invoice, "resume"));
      }
      case 10 -> act(at, new Deed.Say(invoice, "void"));
      case 11 -> act(at, new Deed.Say(invoice, "mark_uncollectible"));
      case 12 -> act(at, new Deed.Say(invoice, random.nextBoolean() ? "send" : "confirm_receipt"));
      case 13, 14 -> credit(invoice, at);
      case 15 ->
          act(at, new Deed.Replace(invoice, random.nextInt(400, 1500), random.nextInt(3) == 0));
      default -> act(at, new Deed.OptOut(invoice, 0));
    }
  }

  private void pay(int invoice, Instant at, int permille, boolean cheque) {
    int number = acts.size();
    act(
        at,
        new Deed.Pay(invoice, permille, cheque, random.nextInt(3) == 0, random.nextInt(3) == 0));
    if (cheque || random.nextInt(4) == 0) {
      boolean clears = cheque && random.nextBoolean();
      act(after(at, 12), new Deed.Correct(invoice, number, clears));
    }
    if (!cheque && random.nextInt(3) == 0) {
      act(after(at, 12), new Deed.Reallocate(invoice, number, random.nextInt(100, 1100)));
    }
  }

  private void credit(int invoice, Instant at) {
    int number = acts.size();
    act(
        at,
        new Deed.Credit(
            invoice,
            random.nextInt(3) == 0 ? 1000 : random.nextInt(50, 900),
            random.nextBoolean(),
            random.nextInt(3) == 0));
    if (random.nextInt(3) == 0) {
      act(after(at, 12), new Deed.TakeBack(invoice, number));
    }
  }

  private void card(int invoice, Instant at) {
    int number = acts.size();
    act(at, new Deed.Card(invoice, random.nextInt(3) == 0 ? 400 : 1000, tellings()));
    if (random.nextInt(3) == 0) {
      act(
          random.nextInt(4) == 0 ? at : after(at, 12),
          new Deed.Refund(invoice, number, tellings()));
    }
  }

  /** Some at once, some late. */
  private List<Duration> tellings() {
    int copies = random.nextInt(1, 5);
    var tellings = new ArrayList<Duration>();
    for (int i = 0; i < copies; i++) {
      tellings.add(
          Duration.ofMillis(
              random.nextInt(4) == 0 ? random.nextInt(600_000) : random.nextInt(400)));
    }
    return tellings;
  }

  private Instant after(Instant at, int mostDays) {
    return random.nextInt(3) == 0
        ? at.plusMillis(random.nextInt(500))
        : at.plusSeconds(random.nextInt(mostDays * 24 * 3600));
  }

  private void act(Instant at, Deed deed) {
    acts.add(new Act(acts.size(), at, random.nextInt(8) != 0, random.nextBoolean(), deed));
  }
}
