package mx.aldia.cfdi.money;

/** SAT's c_Impuesto. */
public enum Impuesto {
  /** Income tax; it is only ever withheld. */
  ISR("001"),
  /** Value added tax. */
  IVA("002"),
  /** Excise. */
  IEPS("003");

  private final String key;

  Impuesto(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
