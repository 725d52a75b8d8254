package mx.aldia.table;

import java.util.Currency;
import java.util.Optional;
import mx.aldia.domain.customer.Product;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;

/** What a tenant sells. */
public final class ProductStore {
  private final Table table;
  private final Answers answers;

  public ProductStore(Table table, Answers answers) {
    this.table = table;
    this.answers = answers;
  }

  public Optional<Product> find(ProductId id) {
    return table.get(Keys.product(id)).map(ProductStore::product);
  }

  public void create(Product product, Attempt<Product> attempt) {
    var transaction = table.transaction().insert("product", item(product));
    answers.remember(transaction, product.id().tenant(), attempt, product);
    answers.commit(transaction);
  }

  /**
   * Replaces a product that is still as it was read.
   *
   * @return false when somebody else changed it meanwhile
   */
  public boolean save(Product product, long was) {
    return table.commit(table.transaction().replace("product", item(product), was)).isEmpty();
  }

  /** A tenant's products, oldest first. */
  public Listed<Product> list(TenantId tenant, Optional<String> after, int limit) {
    return Listed.of(
        table.index("byOwner", Keys.products(tenant), after, Optional.empty()),
        limit,
        table::getAll,
        row -> Optional.of(product(row)));
  }

  private static Item item(Product product) {
    return Item.at(Keys.product(product.id()))
        .text("tenant", product.id().tenant().value())
        .text("id", product.id().value())
        .text("description", product.description())
        .decimal("unitPrice", product.unitPrice())
        .text("currency", product.currency().getCurrencyCode())
        .text("taxes", Json.write(Json.object().set("taxes", TermsJson.taxes(product.taxes()))))
        .text("satProductKey", product.satProductKey())
        .text("satUnitKey", product.satUnitKey())
        .text("sku", product.sku())
        .instant("createdAt", product.createdAt())
        .number("version", product.version())
        .ownedBy(
            Keys.products(product.id().tenant()),
            Stamp.of(product.createdAt()) + "#" + product.id().value());
  }

  static Product product(Row row) {
    return new Product(
        new ProductId(new TenantId(row.text("tenant")), row.text("id")),
        row.text("description"),
        row.decimal("unitPrice"),
        Currency.getInstance(row.text("currency")),
        TermsJson.taxes(Json.read(row.text("taxes"))),
        row.maybeText("satProductKey"),
        row.maybeText("satUnitKey"),
        row.maybeText("sku"),
        row.instant("createdAt"),
        row.number("version"));
  }
}
