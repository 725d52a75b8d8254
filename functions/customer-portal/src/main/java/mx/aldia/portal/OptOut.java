package mx.aldia.portal;

import java.net.URI;
import java.util.Optional;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Links;
import mx.aldia.table.TenantStore;

/** A customer's word that it wants no more e-mail; what it owes stays, and the business is told. */
final class OptOut {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final Links links;

  OptOut(TenantStore tenants, CustomerStore customers, Links links) {
    this.tenants = tenants;
    this.customers = customers;
    this.links = links;
  }

  /** What is asked before anything is stopped. Looking stops nothing: mail scanners look too. */
  Optional<UnsubscribePage> ask(String token) {
    return customer(token).flatMap(this::page);
  }

  /** Stops it; said again it changes nothing. */
  Optional<UnsubscribePage> stop(String token) {
    var page = ask(token);
    if (page.isPresent()) {
      customer(token)
          .ifPresent(
              id ->
                  customers.optOut(
                      tenants.open(id.tenant()).orElseThrow().time(), id, ChannelKind.EMAIL));
    }
    return page;
  }

  private Optional<CustomerId> customer(String token) {
    return links
        .find(token)
        .flatMap(
            target ->
                target instanceof Links.Target.OptOut(var id) ? Optional.of(id) : Optional.empty());
  }

  private Optional<UnsubscribePage> page(CustomerId id) {
    var tenant = tenants.open(id.tenant()).orElseThrow().tenant();
    return customers
        .find(id)
        .map(customer -> UnsubscribePage.of(tenant, customer, URI.create(links.optOut(id))));
  }
}
