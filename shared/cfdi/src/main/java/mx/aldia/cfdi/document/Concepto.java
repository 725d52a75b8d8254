package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.money.LineAmounts;
import mx.aldia.cfdi.money.LineAmounts.Sale;

/**
 * One line.
 *
 * @param claveProdServ c_ClaveProdServ
 * @param noIdentificacion the seller's own key; on a global invoice the ticket
 * @param claveUnidad c_ClaveUnidad
 * @param unidad the unit in the seller's words
 * @param untaxed c_ObjetoImp where the line has no taxes: why it has none
 * @param sale what is sold, and its taxes
 * @param decimals of the line's amounts
 * @param pedimentos customs numbers of imported goods, with their double spaces
 * @param prediales land registry accounts of what is rented
 */
public record Concepto(
    String claveProdServ,
    Optional<String> noIdentificacion,
    String claveUnidad,
    Optional<String> unidad,
    String descripcion,
    String untaxed,
    Sale sale,
    int decimals,
    List<String> pedimentos,
    List<String> prediales) {
  /** Not subject to tax at all. */
  public static final String NOT_SUBJECT = "01";

  /** Subject to tax, of which there is none: its whole price was taken off. */
  public static final String SUBJECT_WITHOUT_TAX = "04";

  private static final String SUBJECT = "02";
  private static final String ON_ACCOUNT = "Pago a cuenta: ";
  private static final int LONGEST_DESCRIPTION = 1000;

  public Concepto {
    pedimentos = List.copyOf(pedimentos);
    prediales = List.copyOf(prediales);
  }

  /** A line with no more than SAT asks for. */
  public static Concepto of(
      String claveProdServ, String claveUnidad, String descripcion, Sale sale, int decimals) {
    return new Concepto(
        claveProdServ,
        Optional.empty(),
        claveUnidad,
        Optional.empty(),
        descripcion,
        NOT_SUBJECT,
        sale,
        decimals,
        List.of(),
        List.of());
  }

  /** A part of it that is paid by itself, to the finest decimals. */
  Concepto part(Sale part) {
    var words = ON_ACCOUNT + descripcion;
    return new Concepto(
        claveProdServ,
        noIdentificacion,
        claveUnidad,
        unidad,
        words.substring(0, Math.min(words.length(), LONGEST_DESCRIPTION)),
        untaxed,
        part,
        LineAmounts.FINEST,
        pedimentos,
        prediales);
  }

  public LineAmounts amounts() {
    var amounts = LineAmounts.of(sale, decimals);
    // SAT allows no tax on nothing: a line given away has no taxes left.
    return amounts.net().signum() == 0
        ? new LineAmounts(amounts.amount(), amounts.discount(), List.of(), List.of())
        : amounts;
  }

  String objetoImp() {
    var amounts = amounts();
    if (!amounts.transferred().isEmpty() || !amounts.withheld().isEmpty()) {
      return SUBJECT;
    }
    return sale.transferred().isEmpty() && sale.withheld().isEmpty()
        ? untaxed
        : SUBJECT_WITHOUT_TAX;
  }

  BigDecimal quantity() {
    return sale.quantity();
  }
}
