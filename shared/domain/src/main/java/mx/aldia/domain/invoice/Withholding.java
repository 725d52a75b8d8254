package mx.aldia.domain.invoice;

import java.math.BigDecimal;

/**
 * A tax that the customer keeps back and pays to the tax authority itself.
 *
 * @param rate of the line's base: 0.10 ISR on fees, 0.106667 IVA (two thirds of 16 %)
 */
public record Withholding(Kind kind, BigDecimal rate) {
  /** Who is paid with it. */
  public enum Kind {
    ISR,
    IVA
  }
}
