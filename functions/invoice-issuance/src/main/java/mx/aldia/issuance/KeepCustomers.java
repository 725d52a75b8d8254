package mx.aldia.issuance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.TenantStore;

/** The customers of a tenant: made, changed, hidden. */
final class KeepCustomers {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final Ulid ids;

  KeepCustomers(TenantStore tenants, CustomerStore customers, Ulid ids) {
    this.tenants = tenants;
    this.customers = customers;
    this.ids = ids;
  }

  /** Somebody nobody knows anything of yet: what a reader fills in. */
  Customer blank(TenantId tenant) {
    var open = tenants.open(tenant).orElseThrow();
    return new Customer(
        new CustomerId(tenant, "cus_" + ids.next()),
        "?",
        new Customer.TaxData(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Treatment.USTED,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        open.time().now(),
        1);
  }

  Outcome<Customer> create(Customer customer, Attempt<Customer> attempt) {
    return switch (customers.create(customer, attempt)) {
      case SAVED -> Outcome.done(customer);
      case EXTERNAL_ID_TAKEN -> Outcome.refused(taken());
      case STALE -> throw new IllegalStateException("a new customer that was there before");
    };
  }

  Outcome<Customer> find(CustomerId id) {
    return customers
        .find(id)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("customer")));
  }

  /** Replaces a customer by what a caller made of it. */
  Outcome<Customer> change(Customer was, Customer next) {
    return switch (customers.save(next, was)) {
      case SAVED -> Outcome.done(next);
      case EXTERNAL_ID_TAKEN -> Outcome.refused(taken());
      case STALE -> Outcome.refused(new Problem.Stale(was.version()));
    };
  }

  Outcome<Customer> delete(CustomerId id) {
    return find(id)
        .then(
            customer ->
                customers.delete(customer)
                    ? Outcome.done(customer)
                    : Outcome.refused(new Problem.Stale(customer.version())));
  }

  private static Problem taken() {
    return Problem.Invalid.of(Fault.at("/external_id", "external_id_taken"));
  }
}
