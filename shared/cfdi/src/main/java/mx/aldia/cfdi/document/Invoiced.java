package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.tenant.Tenant;

/**
 * An issued invoice as far as a document asks.
 *
 * @param number series and folio, {@code A-123}
 * @param fecha local time at the tenant's postal code
 * @param exchangeRate pesos for one unit; needed unless the invoice is in pesos
 * @param relations documents it follows from
 */
public record Invoiced(
    String number,
    LocalDateTime fecha,
    Tenant seller,
    Customer buyer,
    Terms terms,
    Optional<BigDecimal> exchangeRate,
    List<Relacion> relations) {
  public Invoiced {
    relations = List.copyOf(relations);
  }
}
