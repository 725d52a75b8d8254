package mx.aldia.domain.tax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a stamped document is cancelled, as SAT wants to know it. */
public enum Motivo {
  /** It is wrong, and another takes its place: that one is named. */
  REPLACED("01"),
  /** It is wrong, and nothing takes its place. */
  WRONG("02"),
  /** The sale did not come about. */
  NOT_CARRIED_OUT("03"),
  /** A sale to a name that went into a factura global first. */
  IN_GLOBAL("04");

  /** All of SAT's keys. */
  public static final List<String> CODES =
      Arrays.stream(values()).map(motivo -> motivo.code).toList();

  private final String code;

  Motivo(String code) {
    this.code = code;
  }

  /** SAT's key, two digits. */
  public String code() {
    return code;
  }

  public boolean namesSubstitute() {
    return this == REPLACED;
  }

  /** The code of what is wrong with naming this substitute, or none, for this reason. */
  public Optional<String> faultWith(Optional<String> substitute) {
    if (namesSubstitute() == substitute.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(namesSubstitute() ? "motivo_needs_substitute" : "motivo_has_no_substitute");
  }

  public static Optional<Motivo> of(String code) {
    return Arrays.stream(values()).filter(motivo -> motivo.code.equals(code)).findFirst();
  }
}
