package mx.aldia.letters;

import mx.aldia.domain.customer.Treatment;

/**
 * The person written to.
 *
 * @param name the contact's own name; empty greets without one (never with the razón social)
 */
public record Reader(String name, Treatment treatment, Language language) {
  public Reader {
    name = OneLine.of(name);
  }

  /** {@code Laura} of {@code Laura Méndez}; empty where there is no name. */
  String firstName() {
    var space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }
}
