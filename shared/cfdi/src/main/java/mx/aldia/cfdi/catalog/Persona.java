package mx.aldia.cfdi.catalog;

/** Whom an RFC belongs to: a natural person (four letters, 13) or a company (three, 12). */
public enum Persona {
  FISICA("F"),
  MORAL("M");

  private final String letter;

  Persona(String letter) {
    this.letter = letter;
  }

  public static Persona of(String rfc) {
    return rfc.length() == 12 ? MORAL : FISICA;
  }

  /** As SAT's catalogs mark it. */
  public String letter() {
    return letter;
  }
}
