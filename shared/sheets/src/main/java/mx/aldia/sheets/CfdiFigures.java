package mx.aldia.sheets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.letters.Amounts;

/** Keys and figures of a CFDI as a person reads them. */
final class CfdiFigures {
  private static final Catalogs CATALOGS = Catalogs.own();

  /** As many letters of 5 points as stand beside the QR. */
  private static final int SEAL_LINE = 134;

  private CfdiFigures() {}

  /** {@code G03 Gastos en general}: the key is for the accountant, the name for everybody. */
  static String named(Catalog catalog, String key) {
    return CATALOGS
        .find(catalog, key)
        .filter(entry -> !entry.name().equals(key))
        .map(entry -> key + " " + entry.name())
        .orElse(key);
  }

  /** {@code $1,250.505}: with the decimals that the document says, never fewer than a coin has. */
  static String amount(String amount, String currency) {
    return Amounts.unitPrice(new BigDecimal(amount), Currency.getInstance(currency));
  }

  /** As {@link #amount}, taken off. */
  static String less(String amount, String currency) {
    return "−" + amount(amount, currency);
  }

  /** {@code 2.5}: without the zeros that say nothing. */
  static String quantity(String quantity) {
    var number = new BigDecimal(quantity).stripTrailingZeros();
    return Amounts.grouped(number.scale() < 0 ? number.setScale(0) : number);
  }

  /** {@code IVA 16%}, {@code IVA exento}, {@code IEPS $5.20 por unidad}. */
  static String tax(Element tax, String suffix, String currency) {
    var name = taxName(tax.text("Impuesto" + suffix));
    var rate = tax.text("TasaOCuota" + suffix);
    return switch (tax.text("TipoFactor" + suffix)) {
      case "Exento" -> name + " exento";
      case "Cuota" -> name + " " + amount(rate, currency) + " por unidad";
      default -> rate.isEmpty() ? name : name + " " + Amounts.percent(new BigDecimal(rate));
    };
  }

  static String taxName(String key) {
    return CATALOGS.find(Catalog.IMPUESTO, key).map(entry -> entry.name()).orElse(key);
  }

  /** As SAT writes moments, to the second. */
  static String moment(LocalDateTime moment) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
  }

  /** A seal in lines: it has no word at which it could be broken. */
  static List<String> lines(String seal) {
    return IntStream.iterate(0, from -> from < seal.length(), from -> from + SEAL_LINE)
        .mapToObj(from -> seal.substring(from, Math.min(from + SEAL_LINE, seal.length())))
        .toList();
  }

  /** The day of a moment as SAT writes moments: {@code 2026-04-30T10:24:05}. */
  static LocalDate day(String moment) {
    return LocalDate.parse(moment.substring(0, "2026-04-30".length()));
  }
}
