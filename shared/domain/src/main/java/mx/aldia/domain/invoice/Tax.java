package mx.aldia.domain.invoice;

import java.math.BigDecimal;

/** A tax that a line transfers to the customer. */
public sealed interface Tax {
  /** IVA at a rate: 0.16, 0.08 at the northern border, 0. */
  record Iva(BigDecimal rate) implements Tax {}

  /** A sale that is exempt of IVA; it has a base and no amount. */
  record IvaExempt() implements Tax {}
}
