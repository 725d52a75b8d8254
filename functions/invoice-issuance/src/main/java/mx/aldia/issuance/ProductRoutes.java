package mx.aldia.issuance;

import java.time.Instant;
import java.util.List;
import mx.aldia.domain.customer.Product;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Fields;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.ProductStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/products}: the catalogue that spares an invoice from saying everything again. */
final class ProductRoutes {
  private static final String READ = Scope.read("products");
  private static final String WRITE = Scope.write("products");

  private final TenantStore tenants;
  private final ProductStore products;
  private final Ulid ids;
  private final Idempotency idempotency;
  private final Cursors cursors;

  ProductRoutes(
      TenantStore tenants,
      ProductStore products,
      Ulid ids,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.products = products;
    this.ids = ids;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/products", WRITE, this::create),
        Route.get("/v1/products", READ, this::list),
        Route.get("/v1/products/{id}", READ, this::show),
        Route.patch("/v1/products/{id}", WRITE, this::change));
  }

  private Response create(Request request) {
    return idempotency.<Product>once(
        request,
        product -> json(product).answer(201),
        attempt -> {
          var id = new ProductId(request.tenant(), "prd_" + ids.next());
          var now = tenants.open(request.tenant()).orElseThrow().time().now();
          var product = read(request.fields(), id, now, 1);
          return request
              .fields()
              .read(() -> product)
              .map(
                  it -> {
                    products.create(it, attempt);
                    return it;
                  });
        });
  }

  private Response list(Request request) {
    var listing = Listing.of(request, cursors, "products");
    return Response.of(
        request.query().read(() -> listing),
        it -> {
          var found = products.list(request.tenant(), it.after(), it.limit());
          return Response.page(it.page(found.items(), found.next()), ProductRoutes::json);
        });
  }

  private Response show(Request request) {
    return Response.of(find(request), ProductRoutes::told);
  }

  private Response change(Request request) {
    return Response.of(find(request).then(was -> changed(request, was)), ProductRoutes::told);
  }

  private Outcome<Product> changed(Request request, Product was) {
    var stale = Outcome.<Product>refused(new Problem.Stale(was.version()));
    if (request.ifMatch().filter(version -> version != was.version()).isPresent()) {
      return stale;
    }
    var fields = request.fields().over(said(was).node());
    var next = read(fields, was.id(), was.createdAt(), was.version() + 1);
    return fields
        .read(() -> next)
        .then(it -> products.save(it, was.version()) ? Outcome.done(it) : stale);
  }

  private Outcome<Product> find(Request request) {
    return products
        .find(new ProductId(request.tenant(), request.param("id")))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("product")));
  }

  private static Product read(Fields fields, ProductId id, Instant createdAt, long version) {
    return new Product(
        id,
        fields.text("description").max(1000).required(),
        fields.decimal("unit_price").required(),
        fields.currency("currency").orElse(Money.MXN),
        TaxReader.taxes(fields).orElse(List.of()),
        fields
            .text("sat_product_key")
            .matching(TaxWords.PRODUCT_KEY, "not_a_product_key")
            .optional(),
        fields.text("sat_unit_key").matching(TaxWords.UNIT_KEY, "not_a_unit_key").optional(),
        fields.text("sku").max(100).optional(),
        createdAt,
        version);
  }

  private static Response told(Product product) {
    return Response.ok(json(product)).version(product.version());
  }

  private static JsonObject json(Product product) {
    return said(product)
        .text("id", product.id().value())
        .instant("created_at", product.createdAt())
        .integer("version", product.version());
  }

  private static JsonObject said(Product product) {
    return new JsonObject()
        .text("description", product.description())
        .decimal("unit_price", product.unitPrice())
        .text("currency", product.currency().getCurrencyCode())
        .objects("taxes", product.taxes(), TaxReader::json)
        .text("sat_product_key", product.satProductKey())
        .text("sat_unit_key", product.satUnitKey())
        .text("sku", product.sku());
  }
}
