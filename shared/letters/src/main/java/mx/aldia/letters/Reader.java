package mx.aldia.letters;

import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.tenant.Tenant;

/**
 * Who is written to.
 *
 * @param name the contact's own name or the customer's trade name, never its razón social; empty
 *     greets without one
 * @param isPerson whether the first word of the name is what friends say
 */
public record Reader(String name, boolean isPerson, Treatment treatment, Language language) {
  public Reader {
    name = OneLine.of(name);
  }

  /** The contact at the address a message goes to, else the customer itself. */
  public static Reader of(Customer customer, Customer.Address address, Tenant tenant) {
    return new Reader(
        address.readerName().orElse(customer.name()),
        address.readerName().isPresent(),
        customer.treatment(),
        Language.of(customer.locale().orElse(tenant.locale())));
  }

  /** {@code Laura} of {@code Laura Méndez}; a business keeps its whole name. */
  String familiarName() {
    var space = name.indexOf(' ');
    return !isPerson || space < 0 ? name : name.substring(0, space);
  }
}
