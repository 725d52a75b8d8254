package mx.aldia.local.proof.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An invoice as it is meant before anybody asks for it: when, by whom, and what becomes of it. */
final class Order {
  /** Two of three invoices owe to the tenth of a peso, some to the centavo. */
  private static final int MOST_CENTAVOS = 9_000_000;

  final String token;
  final int customer;
  final Fate fate;
  final Temper temper;
  final int step;
  final int daysUntilDue;
  final boolean draftFirst;
  final long centavos;
  final List<Planned> planned = new ArrayList<>();
  private volatile @Nullable String invoice;

  /** How the one who asks takes silence for an answer. */
  enum Temper {
    /** Says it again under the same Idempotency-Key. */
    PATIENT,
    /** Says it again without a key; an external id or a reference has to do. */
    FORGETFUL,
    /** Never says it again. */
    CARELESS
  }

  /**
   * A deed at its step.
   *
   * @param meanwhile while the clock moves on, not before
   */
  record Planned(int step, Fate.Deed deed, boolean meanwhile) {}

  private Order(String token, int customer, int step, int steps, Random random) {
    this.token = token;
    this.customer = customer;
    this.step = step;
    this.fate = Fate.any(random);
    int temper = random.nextInt(10);
    this.temper = temper == 0 ? Temper.CARELESS : temper < 4 ? Temper.FORGETFUL : Temper.PATIENT;
    this.daysUntilDue = 4 + random.nextInt(9);
    this.draftFirst = this.temper == Temper.PATIENT && random.nextInt(5) == 0;
    this.centavos = random.nextLong(10_000, MOST_CENTAVOS);
    int at = step;
    for (var deed : fate.deeds()) {
      at += 1 + random.nextInt(3);
      if (at < steps) {
        planned.add(new Planned(at, deed, random.nextInt(3) == 0));
      }
    }
  }

  /** One of the first third of a story, so that there is time to be reminded. */
  static Order any(String token, int customers, int steps, Random random) {
    return new Order(
        token, random.nextInt(customers), random.nextInt(Math.max(1, steps / 3)), steps, random);
  }

  /** Its id, once somebody was told. */
  Optional<String> invoice() {
    return Optional.ofNullable(invoice);
  }

  void isInvoice(String id) {
    invoice = id;
  }
}
