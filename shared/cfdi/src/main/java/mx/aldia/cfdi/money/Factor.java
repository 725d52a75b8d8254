package mx.aldia.cfdi.money;

/** SAT's c_TipoFactor: how a tax follows from its base. */
public enum Factor {
  /** A share of the base. */
  TASA("Tasa"),
  /** Pesos for each unit; the base is a quantity. */
  CUOTA("Cuota"),
  /** Nothing, though there is a base. */
  EXENTO("Exento");

  private final String key;

  Factor(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
