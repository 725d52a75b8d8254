package mx.aldia.cfdi.rules;

/** One demand of SAT on a document. Each enum of rules in this package is a chapter of them. */
public interface Rule {
  /** What it demands and how that is judged. */
  Demand demand();

  /** This project's name for it; several rules may share a code. */
  String name();

  /** As SAT writes it: {@code CFDI40108}, {@code CRP20217}, {@code 306}. */
  default String code() {
    return demand().code();
  }

  /** A warning says what a PAC is likely to refuse, or what practice advises; it blocks nothing. */
  default boolean blocks() {
    return demand().blocks();
  }

  /**
   * What a rule consists of.
   *
   * @param spanish what the owner has to change; {@code {seen}} and {@code {expected}} stand for
   *     the values
   * @param check tells every place where the rule is broken; silent where it cannot be judged
   */
  record Demand(String code, String spanish, String english, boolean blocks, Check check) {
    static Demand of(String code, String spanish, String english, Check check) {
      return new Demand(code, spanish, english, true, check);
    }
  }

  /** How a rule judges. */
  @FunctionalInterface
  interface Check {
    void check(Cfdi cfdi, Report report);
  }
}
