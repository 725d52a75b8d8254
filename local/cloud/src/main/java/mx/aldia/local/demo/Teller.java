package mx.aldia.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what happened, line by line, from the events and messages that anybody can read. */
final class Teller {
  private static final Locale MEXICO = Locale.of("es", "MX");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d 'de' MMMM", MEXICO);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", MEXICO);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", MEXICO);

  private static final Map<String, String> TONES =
      Map.of("friendly", "amable", "firm", "firme", "formal", "formal", "final", "último");
  private static final Map<String, String> METHODS =
      Map.of(
          "card_credit", "con tarjeta",
          "card_debit", "con tarjeta de débito",
          "transfer", "por transferencia",
          "cash", "en efectivo");

  private final Api api;
  private final PrintStream out;
  private final ZoneId zone;
  private final Map<String, String> customers = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private Optional<LocalDate> day = Optional.empty();

  Teller(Api api, PrintStream out, ZoneId zone) {
    this.api = api;
    this.out = out;
    this.zone = zone;
  }

  /** By which name a customer is spoken of. */
  void knows(String customer, String name) {
    customers.put(customer, name);
  }

  /** A line of the story that no event tells: what somebody outside did. */
  void say(Instant at, String line) {
    var then = at.atZone(zone);
    head(then);
    out.println("  %s  %s".formatted(HOUR.format(then), line));
  }

  /** Tells all that has happened since it last told. */
  void catchUp() {
    for (JsonNode event : api.all("/v1/events?limit=100")) {
      if (told.add(event.path("id").asText())) {
        line(event).ifPresent(line -> say(Instant.parse(event.path("at").asText()), line));
      }
    }
  }

  /** {@code $11,600.00}. */
  static String pesos(long centavos) {
    return "$"
        + new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(MEXICO))
            .format(BigDecimal.valueOf(centavos, 2));
  }

  /** {@code mar 20 ene}. */
  static String date(String iso) {
    return SHORT_DAY.format(LocalDate.parse(iso)).replace(".", "");
  }

  private void head(ZonedDateTime at) {
    if (day.filter(at.toLocalDate()::equals).isEmpty()) {
      day = Optional.of(at.toLocalDate());
      out.println();
      out.println(capital(DAY.format(at)));
    }
  }

  private Optional<String> line(JsonNode event) {
    var data = event.path("data");
    String number = data.path("number").asText();
    String who = customers.getOrDefault(data.path("customer").asText(), "el cliente");
    return switch (event.path("type").asText()) {
      case "invoice.issued" ->
          Optional.of(
              "Factura %s a %s por %s; vence el %s."
                  .formatted(
                      number,
                      who,
                      pesos(data.path("total").asLong()),
                      date(data.path("due_date").asText())));
      case "tax_document.stamped" ->
          Optional.of(
              "  %s de la %s timbrado: folio fiscal %s."
                  .formatted(
                      data.path("type").asText().equals("P") ? "Complemento de pago" : "CFDI",
                      number,
                      data.path("uuid").asText()));
      case "tax_document.rejected" ->
          Optional.of(
              "  El PAC rechaza la %s (%s): %s"
                  .formatted(
                      number,
                      data.path("findings").path(0).path("code").asText(),
                      data.path("findings").path(0).path("detail").asText()));
      case "tax_document.corrected" ->
          Optional.of(
              "Se corrige la %s en su lugar: %s."
                  .formatted(number, data.path("changes").path(0).path("now").asText()));
      case "invoice.delivered" -> Optional.of("  Correo con el PDF y el XML" + sent(data));
      case "reminder.sent" ->
          Optional.of(
              "  Recordatorio %s"
                      .formatted(
                          TONES.getOrDefault(
                              data.path("tone").asText(), data.path("tone").asText()))
                  + sent(data));
      case "reminder.suppressed" ->
          Optional.of(
              "  No se envía el recordatorio de %s a %s: %s."
                  .formatted(number, who, data.path("reason").asText()));
      case "message.sent" ->
          Optional.of(
              (data.path("kind").asText().equals("thank_you") ? "  Agradecimiento" : "  Recibo")
                  + sent(data));
      case "payment.received" ->
          Optional.of(
              "%s paga %s %s de la %s; %s."
                  .formatted(
                      who,
                      pesos(data.path("amount").asLong()),
                      METHODS.getOrDefault(data.path("method").asText(), ""),
                      number,
                      data.path("amount_due").asLong() == 0
                          ? "con eso queda pagada"
                          : "le faltan " + pesos(data.path("amount_due").asLong())));
      case "invoice.paid" ->
          Optional.of("  La %s está saldada. Ya no hay nada que recordar.".formatted(number));
      case "invoice.overdue" ->
          Optional.of("La %s de %s venció sin pagarse.".formatted(number, who));
      case "invoice.receipt_confirmed" ->
          Optional.of("%s confirma que recibió la %s.".formatted(who, number));
      default -> Optional.empty();
    };
  }

  private String sent(JsonNode data) {
    var message = api.get("/v1/messages/" + data.path("message").asText());
    return " a %s: «%s»".formatted(message.path("to").asText(), message.path("subject").asText());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(MEXICO) + text.substring(1);
  }

  /** A table of three columns, as wide as it must be. */
  static void table(PrintStream out, List<List<String>> rows) {
    for (var row : rows) {
      out.println("  %-22s %-5s %s".formatted(row.get(0), row.get(1), row.get(2)));
    }
  }
}
