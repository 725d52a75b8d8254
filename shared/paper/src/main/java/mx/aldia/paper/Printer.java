package mx.aldia.paper;

import java.time.LocalDate;

/** Sets a sheet of HTML as a document, as {@link Paper#print} does. */
@FunctionalInterface
public interface Printer {
  byte[] print(String html, LocalDate dated);
}
