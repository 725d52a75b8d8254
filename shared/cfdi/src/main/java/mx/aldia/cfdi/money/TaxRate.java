package mx.aldia.cfdi.money;

import static java.math.RoundingMode.UNNECESSARY;

import java.math.BigDecimal;

/**
 * A tax with its rate: what one row of a summary of taxes is about.
 *
 * @param rate six decimals, as SAT writes it; zero where exempt
 */
public record TaxRate(Impuesto impuesto, Factor factor, BigDecimal rate) {
  public TaxRate {
    if (rate.signum() < 0 || (factor == Factor.EXENTO && rate.signum() != 0)) {
      throw new IllegalArgumentException(factor + " at " + rate);
    }
    if (rate.stripTrailingZeros().scale() > 6) {
      throw new IllegalArgumentException("a rate has at most six decimals: " + rate);
    }
    rate = rate.setScale(6, UNNECESSARY);
  }

  public static TaxRate iva(String rate) {
    return new TaxRate(Impuesto.IVA, Factor.TASA, new BigDecimal(rate));
  }

  public static TaxRate ivaExempt() {
    return new TaxRate(Impuesto.IVA, Factor.EXENTO, BigDecimal.ZERO);
  }

  public static TaxRate ieps(String rate) {
    return new TaxRate(Impuesto.IEPS, Factor.TASA, new BigDecimal(rate));
  }

  /** So many pesos for each unit sold. */
  public static TaxRate iepsPerUnit(String pesos) {
    return new TaxRate(Impuesto.IEPS, Factor.CUOTA, new BigDecimal(pesos));
  }

  public static TaxRate isr(String rate) {
    return new TaxRate(Impuesto.ISR, Factor.TASA, new BigDecimal(rate));
  }

  public boolean isExempt() {
    return factor == Factor.EXENTO;
  }
}
