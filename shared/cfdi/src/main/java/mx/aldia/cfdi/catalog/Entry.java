package mx.aldia.cfdi.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One key of a catalog.
 *
 * @param name what it stands for, in Spanish, as printed on an invoice
 * @param from first day on which a document may use it
 * @param until last such day; null while it is in force
 * @param more what the catalog says besides, in the form its file's head describes
 */
public record Entry(
    String key, String name, LocalDate from, @Nullable LocalDate until, String more) {
  public boolean inForce(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
