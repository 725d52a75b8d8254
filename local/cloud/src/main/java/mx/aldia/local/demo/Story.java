package mx.aldia.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A design studio and three customers of different temper, over 45 days: one pays on time by card,
 * one in parts after reminders, one keeps silent. It checks its own ending and fails if money or
 * messages are not as they must be.
 */
public final class Story {
  private static final ZoneId MEXICO_CITY = ZoneId.of("America/Mexico_City");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
  private static final int DAYS = 45;
  private static final LocalTime MORNING = LocalTime.of(10, 0);
  private static final LocalTime EVENING = LocalTime.of(18, 0);

  private final Api api;
  private final Stripe stripe;
  private final Teller teller;
  private final PrintStream out;
  private final String origin;
  private final String key;
  private Instant now = at(FIRST_DAY, MORNING);

  private Story(Api api, Stripe stripe, PrintStream out, String origin, String key) {
    this.api = api;
    this.stripe = stripe;
    this.teller = new Teller(api, out, MEXICO_CITY);
    this.out = out;
    this.origin = origin;
    this.key = key;
  }

  /** Opens the studio: a sandbox tenant of its own, with a Stripe account. */
  public static Story begin(String origin, String operatorKey, PrintStream out, Clock wall) {
    var operator = new Api(origin, operatorKey);
    var tenant =
        operator.post(
            "/v1/tenants",
            Map.ofEntries(
                Map.entry("name", "Estudio Lumbre"),
                Map.entry("legal_name", "ESTUDIO LUMBRE"),
                Map.entry("rfc", "ELU180223AB1"),
                Map.entry("tax_regime", "601"),
                Map.entry("postal_code", "06700"),
                Map.entry("time_zone", MEXICO_CITY.getId()),
                Map.entry("locale", "es-MX"),
                Map.entry("mode", "test"),
                Map.entry("cfdi", "required"),
                Map.entry(
                    "payment_details",
                    Map.of(
                        "bank", "Banco Ejemplo",
                        "clabe", "002010077777777771",
                        "beneficiary", "Estudio Lumbre",
                        "note", "Ponga el número de factura como concepto.")),
                Map.entry(
                    "support_contact",
                    Map.of("email", "hola@lumbre.example", "phone", "+525555550100"))));
    var key = tenant.path("api_key").asText();
    var api = operator.as(key);
    var secret = "whsec_" + UUID.randomUUID().toString().replace("-", "");
    api.put("/v1/gateways/stripe", Map.of("webhook_secret", secret));
    var stripe = new Stripe(api, tenant.path("id").asText(), secret, wall);
    return new Story(api, stripe, out, origin, key);
  }

  /** Plays it from the first invoice to the last silence. */
  public void play() {
    api.post("/v1/test_clock", Map.of("now", now.toString()));
    out.println("Estudio Lumbre, diseño gráfico. Tres clientes, tres facturas, 45 días.");
    var punctual =
        invoice(
            new Party("Café Tinta", "CAFE TINTA", "CTI190312AB1", "pagos@tinta.example"),
            "Identidad y empaque",
            "10000");
    var slow =
        invoice(
            new Party(
                "Panadería La Espiga",
                "LA ESPIGA DORADA SA DE CV",
                "ESP120518AB1",
                "admin@laespiga.example"),
            "Menú y señalización",
            "20000");
    var silent =
        invoice(
            new Party(
                "Grupo Monte Callado",
                "GRUPO MONTE CALLADO",
                "GMC090702AB1",
                "cuentas@montecallado.example"),
            "Sitio web",
            "30000");
    passUntil(now.plus(Duration.ofMinutes(1)));
    corrects(slow);

    for (int day = 1; day <= DAYS; day++) {
      var date = FIRST_DAY.plusDays(day);
      passUntil(at(date, EVENING));
      switch (day) {
        case 14 -> paysByCard(punctual);
        case 18 -> paysByTransfer(slow, slow.path("total").asLong() / 2, "SPEI 4471");
        case 24 -> paysByTransfer(slow, slow.path("total").asLong() / 2, "SPEI 5102");
        default -> {}
      }
    }
    ending(punctual, slow, silent);
  }

  /** A customer, and what SAT has to know of it. */
  private record Party(String name, String legalName, String rfc, String email) {}

  /** The name has to be as SAT has it: without the kind of company. Same invoice, same number. */
  private void corrects(JsonNode invoice) {
    api.post(
        "/v1/invoices/" + invoice.path("id").asText() + "/tax_document/correct",
        Map.of("receiver", Map.of("legal_name", "LA ESPIGA DORADA")));
    passUntil(now.plus(Duration.ofMinutes(1)));
  }

  private JsonNode invoice(Party to, String what, String price) {
    var customer =
        api.post(
            "/v1/customers",
            Map.of(
                "name", to.name(),
                "legal_name", to.legalName(),
                "rfc", to.rfc(),
                "tax_regime", "601",
                "postal_code", "06700",
                "cfdi_use", "G03",
                "email", to.email(),
                "channels", List.of("email")));
    var id = customer.path("id").asText();
    teller.knows(id, to.name());
    return api.post(
        "/v1/invoices",
        Map.of(
            "customer",
            id,
            "currency",
            "MXN",
            "days_until_due",
            15,
            "issue",
            true,
            "lines",
            List.of(
                Map.of(
                    "description",
                    what,
                    "quantity",
                    "1",
                    "unit_price",
                    price,
                    "taxes",
                    List.of(Map.of("type", "iva", "rate", "0.16"))))));
  }

  /** A provider tells a thing twice and in the wrong order; the money counts once. */
  private void paysByCard(JsonNode invoice) {
    teller.say(now, "Stripe avisa de un pago dos veces y en desorden, cada vez con su firma.");
    var id = invoice.path("id").asText();
    long total = invoice.path("total").asLong();
    var paid = stripe.event("evt_demo_2_" + id, "payment_intent.succeeded", "succeeded", id, total);
    var begun =
        stripe.event("evt_demo_1_" + id, "payment_intent.processing", "processing", id, total);
    stripe.tell(paid);
    stripe.tell(paid);
    stripe.tell(begun);
    passUntil(now.plus(Duration.ofMinutes(1)));
  }

  private void paysByTransfer(JsonNode invoice, long amount, String reference) {
    api.post(
        "/v1/invoices/" + invoice.path("id").asText() + "/payments",
        Map.of("amount", amount, "method", "transfer", "reference", reference));
    passUntil(now.plus(Duration.ofMinutes(1)));
  }

  private void passUntil(Instant then) {
    api.advance(then);
    now = then;
    teller.catchUp();
  }

  private void ending(JsonNode punctual, JsonNode slow, JsonNode silent) {
    check(punctual, "paid", 0, 1);
    check(slow, "paid", 0, 1);
    var owes = check(silent, "open", silent.path("total").asLong(), 0);
    var number = owes.path("number").asText();
    out.println();
    out.println("Al final");
    Teller.table(
        out,
        List.of(
            List.of("Café Tinta", numberOf(punctual), "pagó a tiempo"),
            List.of("Panadería La Espiga", numberOf(slow), "pagó en dos partes, tarde"),
            List.of(
                "Grupo Monte Callado",
                number,
                "debe %s, con %d días de atraso"
                    .formatted(
                        Teller.pesos(owes.path("amount_due").asLong()),
                        owes.path("days_overdue").asInt()))));
    out.println();
    out.println("Qué abrir");
    out.println("  %-26s%s".formatted("El XML de la " + numberOf(punctual), xml(punctual)));
    out.println("  La página de quien debe   " + owes.path("hosted_invoice_url").asText());
    out.println("  Todo lo que se envió      " + origin + "/inbox");
    out.println("  La historia de la " + number + ", con la llave de este estudio:");
    out.println(
        "    curl -H 'Authorization: Bearer %s' %s/v1/invoices/%s/timeline"
            .formatted(key, origin, owes.path("id").asText()));
    out.flush();
  }

  private String xml(JsonNode invoice) {
    return api.get("/v1/invoices/" + invoice.path("id").asText()).path("xml_url").asText();
  }

  private static String numberOf(JsonNode invoice) {
    return invoice.path("number").asText();
  }

  private JsonNode check(JsonNode invoice, String state, long due, int thanks) {
    var id = invoice.path("id").asText();
    var found = api.get("/v1/invoices/" + id);
    long thanked =
        api.all("/v1/messages?limit=100&invoice=" + id).stream()
            .filter(message -> message.path("kind").asText().equals("thank_you"))
            .count();
    boolean stamped = found.path("tax_document").path("status").asText().equals("stamped");
    if (!stamped
        || !found.path("state").asText().equals(state)
        || found.path("amount_due").asLong() != due
        || thanked != thanks) {
      throw new IllegalStateException(
          "the story ended wrong: %s is %s, owes %d, was thanked for %d times, stamped: %s"
              .formatted(
                  found.path("number").asText(),
                  found.path("state").asText(),
                  found.path("amount_due").asLong(),
                  thanked,
                  stamped));
    }
    return found;
  }

  private static Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(MEXICO_CITY).toInstant();
  }
}
