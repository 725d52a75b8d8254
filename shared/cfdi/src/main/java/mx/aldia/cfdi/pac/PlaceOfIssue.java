package mx.aldia.cfdi.pac;

import java.time.ZoneId;

/**
 * Which clock a postal code lives by: a document's Fecha is local time where it is issued. Mexico
 * has kept no summer time since October 2022, but for the strip along the northern border.
 */
public final class PlaceOfIssue {
  private static final ZoneId CENTRE = ZoneId.of("America/Mexico_City");
  private static final ZoneId PACIFIC = ZoneId.of("America/Mazatlan");
  private static final ZoneId SONORA = ZoneId.of("America/Hermosillo");
  private static final ZoneId NORTH_WEST = ZoneId.of("America/Tijuana");
  private static final ZoneId SOUTH_EAST = ZoneId.of("America/Cancun");
  private static final ZoneId JUAREZ = ZoneId.of("America/Ciudad_Juarez");
  private static final ZoneId NORTH_EAST = ZoneId.of("America/Matamoros");

  private PlaceOfIssue() {}

  /** The zone of a postal code of five digits; the central one for any other text. */
  public static ZoneId zone(String postalCode) {
    if (!postalCode.matches("[0-9]{5}")) {
      return CENTRE;
    }
    int code = Integer.parseInt(postalCode);
    return switch (code / 1000) {
      case 21, 22 -> NORTH_WEST;
      case 23, 80, 81, 82 -> PACIFIC;
      case 83, 84, 85 -> SONORA;
      case 77 -> SOUTH_EAST;
      case 32 -> JUAREZ;
      // Bahía de Banderas, Nayarit's coast, keeps the hour of the centre.
      case 63 -> code >= 63728 && code <= 63739 ? CENTRE : PACIFIC;
      // Piedras Negras and Acuña; Matamoros; Nuevo Laredo and Reynosa.
      case 26 -> code < 26100 || (code >= 26200 && code < 26300) ? NORTH_EAST : CENTRE;
      case 87 -> code >= 87300 && code < 87600 ? NORTH_EAST : CENTRE;
      case 88 -> code < 88300 || (code >= 88500 && code < 88800) ? NORTH_EAST : CENTRE;
      default -> CENTRE;
    };
  }
}
