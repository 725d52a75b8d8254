package mx.aldia.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Product;
import mx.aldia.domain.customer.ProductId;

/** What an invoice names: whom it is for, how it is reminded of, what it sells. */
public final class InvoiceSources {
  /** So few are asked for one by one: a first batch costs a cold start more than an answer. */
  private static final int FEW = 2;

  private final Table table;

  public InvoiceSources(Table table) {
    this.table = table;
  }

  /** Those that exist; a customer that was deleted does not. */
  public record Found(
      Optional<Customer> customer,
      Optional<ReminderPolicy> policy,
      Map<ProductId, Product> products) {}

  /** However many products it sells, an invoice waits for two answers at most. */
  public Found find(
      Optional<CustomerId> customer, Optional<PolicyId> policy, Collection<ProductId> products) {
    var keys =
        Stream.of(
                customer.map(Keys::customer).stream(),
                policy.map(Keys::policy).stream(),
                products.stream().map(Keys::product))
            .flatMap(it -> it)
            .distinct()
            .toList();
    var rows = rows(keys);
    return new Found(
        customer.map(Keys::customer).map(rows::get).flatMap(CustomerStore::living),
        policy.flatMap(
            id ->
                Optional.ofNullable(rows.get(Keys.policy(id)))
                    .map(row -> PolicyStore.policy(id.tenant(), row))),
        products.stream()
            .distinct()
            .map(Keys::product)
            .flatMap(key -> Optional.ofNullable(rows.get(key)).stream())
            .map(ProductStore::product)
            .collect(Collectors.toMap(Product::id, it -> it)));
  }

  private Map<Key, Row> rows(List<Key> keys) {
    return keys.size() > FEW
        ? table.getAll(keys)
        : keys.stream()
            .flatMap(key -> table.get(key).stream())
            .collect(Collectors.toMap(Row::key, it -> it));
  }
}
