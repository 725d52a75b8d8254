package mx.aldia.local.simulation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message says, as its id names it.
 *
 * @param kind invoice, reminder, receipt, thank_you, credit_note
 * @param which of a reminder the step and its attempt: {@code d-3_1}
 */
record Said(String kind, int generation, String which) {
  private static final Pattern ID =
      Pattern.compile("msg_[0-9A-Z]+_(invoice|reminder|receipt|thank_you|credit_note)_(\\d+)_(.+)");

  /** Of an item that is a message; empty for any other. */
  static Optional<Said> of(String sk) {
    var id = ID.matcher(sk.startsWith("MESSAGE#") ? sk.substring("MESSAGE#".length()) : "");
    return id.matches()
        ? Optional.of(new Said(id.group(1), Integer.parseInt(id.group(2)), id.group(3)))
        : Optional.empty();
  }

  boolean isReminder() {
    return kind.equals("reminder");
  }

  /** Whether it says by another way what was refused by the first. */
  boolean isByOtherWay() {
    return which.endsWith("_other");
  }

  /** The step of a reminder. */
  String step() {
    return which.substring(0, which.indexOf('_'));
  }
}
