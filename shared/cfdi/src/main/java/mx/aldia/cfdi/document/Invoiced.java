package mx.aldia.cfdi.document;

import java.time.LocalDateTime;
import java.util.List;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;

/**
 * An issued invoice as far as a document asks.
 *
 * @param number series and folio, {@code A-123}
 * @param fecha local time at the tenant's postal code
 * @param parties as they were on that day
 * @param relations documents it follows from
 */
public record Invoiced(
    String number, LocalDateTime fecha, Parties parties, Terms terms, List<Relacion> relations) {
  public Invoiced {
    relations = List.copyOf(relations);
  }
}
