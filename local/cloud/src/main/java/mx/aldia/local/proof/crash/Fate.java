package mx.aldia.local.proof.crash;

import java.util.List;
import java.util.Random;

/** What becomes of an invoice, as people and providers do it, one deed after another. */
@SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
enum Fate {
  SILENT(10),
  CARD(18, Deed.CARD),
  CARD_REFUNDED(6, Deed.CARD_AND_REFUND, Deed.TRANSFER),
  TRANSFER(17, Deed.TRANSFER),
  PARTS(13, Deed.PART, Deed.PART, Deed.TRANSFER),
  ONLY_A_PART(5, Deed.PART),
  TOO_MUCH(6, Deed.TOO_MUCH),
  TOGETHER(9, Deed.TOGETHER),
  BOUNCED(6, Deed.TRANSFER, Deed.REVERSE),
  CHEQUE(4, Deed.CHEQUE, Deed.CLEAR),
  AT_ONCE(4, Deed.CARD_AND_TRANSFER),
  PAUSED(5, Deed.PAUSE, Deed.RESUME, Deed.TRANSFER),
  VOIDED(5, Deed.VOID),
  GIVEN_UP(4, Deed.GIVE_UP, Deed.PART);

  /** Something that somebody does about an invoice. */
  enum Deed {
    CARD,
    CARD_AND_REFUND,
    CARD_AND_TRANSFER,
    TRANSFER,
    PART,
    TOO_MUCH,
    TOGETHER,
    REVERSE,
    CHEQUE,
    CLEAR,
    PAUSE,
    RESUME,
    VOID,
    GIVE_UP
  }

  private final int weight;
  private final List<Deed> deeds;

  Fate(int weight, Deed... deeds) {
    this.weight = weight;
    this.deeds = List.of(deeds);
  }

  List<Deed> deeds() {
    return deeds;
  }

  static Fate any(Random random) {
    int sum = 0;
    for (var fate : values()) {
      sum += fate.weight;
    }
    int at = random.nextInt(sum);
    for (var fate : values()) {
      at -= fate.weight;
      if (at < 0) {
        return fate;
      }
    }
    throw new AssertionError("weights do not sum up");
  }
}
