package mx.aldia.portal;

import java.net.URI;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.letters.Language;
import mx.aldia.letters.Sender;

/**
 * What the opt-out page shows, before and after.
 *
 * @param action takes the POST that opts out
 */
public record UnsubscribePage(Language language, Treatment treatment, Sender from, URI action) {
  /** The opt-out of one customer from one tenant. */
  public static UnsubscribePage of(Tenant tenant, Customer customer, URI action) {
    return new UnsubscribePage(
        Language.of(customer.locale().orElse(tenant.locale())),
        customer.treatment(),
        Sender.of(tenant),
        action);
  }
}
