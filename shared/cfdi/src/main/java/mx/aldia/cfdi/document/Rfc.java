package mx.aldia.cfdi.document;

import java.util.regex.Pattern;
import mx.aldia.cfdi.catalog.Persona;

/** A taxpayer's key: 12 characters for a company, 13 for a person, in capitals. */
public record Rfc(String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Z&Ñ]{3,4}[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])[A-Z0-9]{2}[0-9A]");

  /** Anybody in Mexico who gives no RFC. */
  public static final Rfc GENERIC_NATIONAL = new Rfc("XAXX010101000");

  /** Anybody abroad. */
  public static final Rfc GENERIC_FOREIGN = new Rfc("XEXX010101000");

  public Rfc {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not an RFC: " + value.length() + " characters");
    }
  }

  /** Whether a text has the form of an RFC; whether SAT knows it only a PAC can tell. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  public Persona persona() {
    return Persona.of(value);
  }

  public boolean isGeneric() {
    return equals(GENERIC_NATIONAL) || equals(GENERIC_FOREIGN);
  }

  @Override
  public String toString() {
    return value;
  }
}
