package mx.aldia.cfdi.money;

import java.math.BigDecimal;

/**
 * A tax on a base.
 *
 * @param amount zero where exempt
 */
public record TaxAmount(TaxRate tax, BigDecimal base, BigDecimal amount) {}
