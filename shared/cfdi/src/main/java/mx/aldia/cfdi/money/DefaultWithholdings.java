package mx.aldia.cfdi.money;

import java.util.List;
import mx.aldia.cfdi.catalog.Persona;

/**
 * What a company usually withholds from a natural person, by the person's regime and what is sold:
 * proposed on a draft and editable there; never applied by itself.
 */
public final class DefaultWithholdings {
  private static final TaxRate IVA_TWO_THIRDS = TaxRate.iva("0.106667");
  private static final TaxRate IVA_FREIGHT = TaxRate.iva("0.040000");
  private static final TaxRate ISR_TEN = TaxRate.isr("0.100000");
  private static final TaxRate ISR_RESICO = TaxRate.isr("0.012500");

  private DefaultWithholdings() {}

  /** What is sold, as far as withholding asks. */
  public enum Kind {
    PROFESSIONAL_SERVICES,
    RENT,
    FREIGHT,
    GOODS,
    OTHER
  }

  /**
   * The proposal for one line.
   *
   * @param seller who issues, with the regime it issues under
   * @param taxed whether the line carries IVA: two thirds of none is none
   */
  public static List<TaxRate> of(
      Persona seller, String regime, Persona buyer, Kind kind, boolean taxed) {
    if (buyer == Persona.FISICA) {
      return List.of();
    }
    if (kind == Kind.FREIGHT) {
      var freight = taxed ? List.of(IVA_FREIGHT) : List.<TaxRate>of();
      return seller == Persona.FISICA && regime.equals("626") ? join(ISR_RESICO, freight) : freight;
    }
    boolean personal = kind == Kind.PROFESSIONAL_SERVICES || kind == Kind.RENT;
    var iva = taxed && personal ? List.of(IVA_TWO_THIRDS) : List.<TaxRate>of();
    if (seller == Persona.MORAL) {
      return List.of();
    }
    return switch (regime) {
      case "612" -> kind == Kind.PROFESSIONAL_SERVICES ? join(ISR_TEN, iva) : List.of();
      case "606" -> kind == Kind.RENT ? join(ISR_TEN, iva) : List.of();
      case "626" -> join(ISR_RESICO, iva);
      default -> List.of();
    };
  }

  private static List<TaxRate> join(TaxRate isr, List<TaxRate> iva) {
    return iva.isEmpty() ? List.of(isr) : List.of(isr, iva.getFirst());
  }
}
