package mx.aldia.domain.tenant;

/** When an invoice becomes a CFDI. */
public enum CfdiTiming {
  /** When it is issued; what is paid later has complements. */
  ON_ISSUE,
  /** When it is paid: each payment is a CFDI paid at once (PUE), in its own form and amount. */
  ON_PAYMENT
}
