package mx.aldia.cfdi.document;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What every document begins with.
 *
 * @param fecha local time at the place of issue, to the second
 * @param lugarExpedicion its postal code
 */
public record Heading(
    Optional<String> serie,
    Optional<String> folio,
    LocalDateTime fecha,
    String lugarExpedicion,
    Emisor emisor,
    Receptor receptor,
    List<Relacion> relaciones) {
  public Heading {
    relaciones = List.copyOf(relaciones);
  }

  /**
   * Series and folio of a number as people say it: {@code A-123} is A and 123, {@code 123} has no
   * series.
   */
  public static String[] split(String number) {
    var dash = number.lastIndexOf('-');
    return dash < 0
        ? new String[] {"", number}
        : new String[] {number.substring(0, dash), number.substring(dash + 1)};
  }
}
