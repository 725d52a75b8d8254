package mx.aldia.cfdi.document;

import java.util.List;

/**
 * Documents this one follows from.
 *
 * @param uuids at least one, in capitals
 */
public record Relacion(Tipo tipo, List<String> uuids) {
  /** SAT's c_TipoRelacion, as far as this project makes them. */
  public enum Tipo {
    CREDIT_NOTE("01"),
    DEBIT_NOTE("02"),
    RETURN("03"),
    SUBSTITUTION("04"),
    ADVANCE("07");

    private final String key;

    Tipo(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public Relacion {
    uuids = List.copyOf(uuids);
    if (uuids.isEmpty()) {
      throw new IllegalArgumentException("a relation to nothing");
    }
  }
}
