package mx.aldia.domain.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Tax;

/**
 * Something a tenant sells, so that an invoice line can name it and needs nothing else.
 *
 * @param unitPrice major units before tax, up to six decimals
 */
public record Product(
    ProductId id,
    String description,
    BigDecimal unitPrice,
    Currency currency,
    List<Tax> taxes,
    Optional<String> satProductKey,
    Optional<String> satUnitKey,
    Optional<String> sku,
    Instant createdAt,
    long version) {
  public Product {
    taxes = List.copyOf(taxes);
  }
}
