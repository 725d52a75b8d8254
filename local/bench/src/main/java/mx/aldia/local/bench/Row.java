package mx.aldia.local.bench;

/**
 * A line of the table.
 *
 * @param value as it was measured, with its unit
 * @param budget as design and README have it; "-" where there is none
 * @param command what repeats it
 */
record Row(String what, String value, String budget, Verdict verdict, String command) {
  /** Whether it is as it should be. */
  enum Verdict {
    WITHIN("within"),
    OVER("OVER"),
    /** There is no budget, or it was not asked for. */
    NONE("-");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Row most(
      String what, double value, String shown, double most, String budget, String command) {
    return new Row(what, shown, budget, value <= most ? Verdict.WITHIN : Verdict.OVER, command);
  }

  static Row told(String what, String shown, String command) {
    return new Row(what, shown, "-", Verdict.NONE, command);
  }
}
