package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.CustomerStore;

/** {@code /v1/customers}. */
final class CustomerRoutes {
  private static final String READ = Scope.read("customers");
  private static final String WRITE = Scope.write("customers");

  private final KeepCustomers customers;
  private final CustomerStore store;
  private final Idempotency idempotency;
  private final Cursors cursors;

  CustomerRoutes(
      KeepCustomers customers, CustomerStore store, Idempotency idempotency, Cursors cursors) {
    this.customers = customers;
    this.store = store;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/customers", WRITE, this::create),
        Route.get("/v1/customers", READ, this::list),
        Route.get("/v1/customers/{id}", READ, this::show),
        Route.patch("/v1/customers/{id}", WRITE, this::change),
        Route.delete("/v1/customers/{id}", WRITE, this::delete));
  }

  private Response create(Request request) {
    return idempotency.<Customer>once(
        request,
        customer -> CustomerJson.of(customer).answer(201),
        attempt -> {
          var blank = customers.blank(request.tenant());
          var customer = CustomerReader.read(request.fields(), blank, 1);
          return request.fields().read(() -> customer).then(it -> customers.create(it, attempt));
        });
  }

  private Response list(Request request) {
    var listing = Listing.of(request, cursors, "customers");
    var query = request.query().text("query").max(300).optional();
    var external = request.query().text("external_id").max(100).optional();
    return Response.of(
        request.query().read(() -> listing),
        it -> {
          if (external.isPresent()) {
            var one = store.byExternalId(request.tenant(), external.get()).flatMap(store::find);
            return Response.page(
                it.page(one.stream().toList(), Optional.empty()), CustomerJson::of);
          }
          var found = store.list(request.tenant(), query.orElse(""), it.after(), it.limit());
          return Response.page(it.page(found.items(), found.next()), CustomerJson::of);
        });
  }

  private Response show(Request request) {
    return Response.of(customers.find(id(request)), CustomerRoutes::told);
  }

  private Response change(Request request) {
    return Response.of(
        customers.find(id(request)).then(was -> changed(request, was)), CustomerRoutes::told);
  }

  private Outcome<Customer> changed(Request request, Customer was) {
    if (request.ifMatch().filter(version -> version != was.version()).isPresent()) {
      return Outcome.refused(new Problem.Stale(was.version()));
    }
    var fields = request.fields().over(CustomerJson.said(was).node());
    var next = CustomerReader.read(fields, was, was.version() + 1);
    return fields.read(() -> next).then(it -> customers.change(was, it));
  }

  private Response delete(Request request) {
    return Response.of(customers.delete(id(request)), _ -> Response.noContent());
  }

  private static Response told(Customer customer) {
    return Response.ok(CustomerJson.of(customer)).version(customer.version());
  }

  private static CustomerId id(Request request) {
    return new CustomerId(request.tenant(), request.param("id"));
  }
}
