package mx.aldia.cfdi.cancel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.domain.time.TaxDays;

/**
 * Whether the customer has to agree before a document is cancelled (RMF 2.7.1.35, as far as the
 * document itself shows it). SAT decides; this tells beforehand what it will most likely say.
 */
public final class Acceptance {
  private static final BigDecimal SMALL = new BigDecimal("1000");

  /** Credit notes, payroll, transfers. */
  private static final Set<String> FREE_TYPES = Set.of("E", "N", "T");

  /** Incorporación fiscal, whose accounts SAT keeps. */
  private static final String RIF = "621";

  private Acceptance() {}

  /**
   * True if the customer is asked.
   *
   * @param today in Mexico's central time
   */
  public static boolean isNeeded(Element comprobante, LocalDate today) {
    var type = comprobante.text("TipoDeComprobante");
    var issued = LocalDateTime.parse(comprobante.text("Fecha")).toLocalDate();
    boolean free =
        FREE_TYPES.contains(type)
            || isSmall(comprobante, type)
            || receiver(comprobante, "RegimenFiscalReceptor").equals(RIF)
            || isNobodyInParticular(receiver(comprobante, "Rfc"))
            || !today.isAfter(TaxDays.after(issued, 1));
    return !free;
  }

  /** A payment's complement has total zero and is not meant. */
  private static boolean isSmall(Element comprobante, String type) {
    if (type.equals("P")) {
      return false;
    }
    var rate = comprobante.has("TipoCambio") ? comprobante.text("TipoCambio") : "1";
    var pesos = new BigDecimal(comprobante.text("Total")).multiply(new BigDecimal(rate));
    return pesos.compareTo(SMALL) <= 0;
  }

  private static boolean isNobodyInParticular(String rfc) {
    return Rfc.isOne(rfc) && new Rfc(rfc).isGeneric();
  }

  private static String receiver(Element comprobante, String attribute) {
    return comprobante.child("Receptor").map(receptor -> receptor.text(attribute)).orElse("");
  }
}
