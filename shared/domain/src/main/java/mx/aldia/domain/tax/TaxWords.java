package mx.aldia.domain.tax;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words of SAT's small catalogs, as the API takes them (CFDI 4.0, catalogs of 2025). */
public final class TaxWords {
  /** Three letters for a company, four for a person; a date; a homoclave. */
  public static final Pattern RFC =
      Pattern.compile(
          "[A-Z&Ñ]{3,4}[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])[A-Z0-9]{2}[0-9A]");

  public static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{5}");
  public static final Pattern PRODUCT_KEY = Pattern.compile("[0-9]{8}");
  public static final Pattern UNIT_KEY = Pattern.compile("[A-Z0-9]{1,3}");

  /** A folio fiscal. */
  public static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");

  public static final List<String> REGIMES =
      List.of(
          "601", "603", "605", "606", "607", "608", "610", "611", "612", "614", "615", "616", "620",
          "621", "622", "623", "624", "625", "626");

  public static final List<String> USES =
      Stream.concat(
              Stream.of("G01", "G02", "G03", "S01", "CP01", "CN01"),
              Stream.concat(
                  IntStream.rangeClosed(1, 8).mapToObj("I%02d"::formatted),
                  IntStream.rangeClosed(1, 10).mapToObj("D%02d"::formatted)))
          .toList();

  public static final List<String> PAYMENT_FORMS =
      List.of(
          "01", "02", "03", "04", "05", "06", "08", "12", "13", "14", "15", "17", "23", "24", "25",
          "26", "27", "28", "29", "30", "31", "99");

  private TaxWords() {}
}
