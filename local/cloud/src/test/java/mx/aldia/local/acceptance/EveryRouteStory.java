package mx.aldia.local.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.local.acceptance.Aldia.Reply;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Template;

/**
 * A business that uses every route of template.yaml with success, each in every way that has an
 * access of its own to the table: what functions call of AWS is heard while it does.
 */
public final class EveryRouteStory {
  private static final String START = "2026-01-05T15:00:00Z";
  private static final String SECRET = "whsec_every_route";
  private static final String RFC = "EKU9003173C9";

  private final Set<String> used = new TreeSet<>();
  private final Aldia aldia;

  private EveryRouteStory(Aldia aldia) {
    this.aldia = aldia;
  }

  /** Tells it, and returns the routes that were used, as the template writes them. */
  public static Set<String> told(Template template) throws Exception {
    var plain = new EveryRouteStory(Aldia.business(START));
    plain.tell();
    var fiscal = new EveryRouteStory(Aldia.fiscalBusiness(START));
    fiscal.hasItsInvoicesStamped();
    return Stream.of(plain.used, fiscal.used, Set.of("POST /v1/tenants", "POST /v1/test_clock"))
        .flatMap(Set::stream)
        .map(it -> template(it, template))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell() throws Exception {
    keepsHouse();
    var customer = knowsCustomers();
    var product = hasProducts();
    keepsPolicies();
    var sent = issues(customer, product);
    aldia.advance(Instant.parse("2026-01-06T15:00:00Z"));
    isReadBy(sent);
    isPaid(customer, sent);
    isToldByStripe(customer);
    // Long enough for reminders of what stays unpaid, and for what is overdue to be told.
    aldia.advance(Instant.parse("2026-02-12T18:00:00Z"));
    reads(customer, sent);
    writesByTextMessage(customer);
    get("/v1/test_clock");
    used.add("POST /v1/test_clock/advance");
  }

  private void keepsHouse() {
    get("/healthz");
    get("/openapi.yaml");
    get("/v1/tenant");
    send(
        "PATCH",
        "/v1/tenant",
        "{\"rfc\":\"%s\",\"support_contact\":{\"email\":\"hola@lumbre.example\"}}".formatted(RFC));
    var csd =
        SelfMadeCertificate.make(
            new SelfMadeCertificate.Wanted(
                Kind.CSD,
                "00001000000500000001",
                RFC,
                "ESTUDIO LUMBRE",
                Instant.parse(START).minus(Duration.ofDays(30)),
                Instant.parse(START).plus(Duration.ofDays(4000))));
    send(
        "PUT",
        "/v1/tenant/certificate",
        "{\"cer\":\"%s\",\"key\":\"%s\",\"password\":\"12345678a\"}"
            .formatted(base64(csd.cer()), base64(csd.key("12345678a".toCharArray()))));
    get("/v1/tenant/certificate");
    var contract = "{\"provider\":\"sw\",\"token\":\"x\"}";
    send("PUT", "/v1/tenant/pac", contract);
    get("/v1/tenant/pac");
    send("DELETE", "/v1/tenant/pac", "");
    var operator = Aldia.operator();
    done("PUT", "/v1/pac", operator.send("PUT", "/v1/pac", contract), it -> it == 200);
    done("GET", "/v1/pac", operator.get("/v1/pac"), it -> it == 200);
    var key = post("/v1/api_keys", "{\"name\":\"caja\"}").path("id").asText();
    get("/v1/api_keys");
    send("DELETE", "/v1/api_keys/" + key, "");
    send("PUT", "/v1/gateways/stripe", "{\"webhook_secret\":\"%s\"}".formatted(SECRET));
    send(
        "PUT",
        "/v1/gateways/stripe",
        "{\"webhook_secret\":\"%s\",\"api_key\":\"sk_1\"}".formatted(SECRET));
    get("/v1/gateways");
  }

  private String knowsCustomers() {
    var customer =
        post(
                "/v1/customers",
                """
                {"name":"Cafe Tinta","email":"tinta@cliente.example","phone":"+525555550111",
                 "external_id":"c-1","channels":["email","sms"]}
                """)
            .path("id")
            .asText();
    send("PATCH", "/v1/customers/" + customer, "{\"external_id\":\"c-2\"}");
    get("/v1/customers");
    get("/v1/customers?query=tinta");
    get("/v1/customers/" + customer);
    var gone = post("/v1/customers", "{\"name\":\"Se va\"}").path("id").asText();
    send("DELETE", "/v1/customers/" + gone, "");
    return customer;
  }

  private String hasProducts() {
    var product =
        post(
                "/v1/products",
                "{\"description\":\"Logo\",\"unit_price\":\"1000\",\"currency\":\"MXN\"}")
            .path("id")
            .asText();
    send("PATCH", "/v1/products/" + product, "{\"description\":\"Logotipo\"}");
    get("/v1/products");
    get("/v1/products/" + product);
    return product;
  }

  private void keepsPolicies() {
    var policy =
        post(
                "/v1/reminder_policies",
                """
                {"name":"Con paciencia","steps":[{"offset_days":1,"tone":"friendly","channels":["email"],"mode":"auto"}]}
                """)
            .path("id")
            .asText();
    send("PATCH", "/v1/reminder_policies/" + policy, "{\"name\":\"Sin prisa\"}");
    get("/v1/reminder_policies");
    get("/v1/reminder_policies/" + policy);
  }

  private String issues(String customer, String product) {
    var draft = post("/v1/invoices", draft(customer, product)).path("id").asText();
    send("PATCH", "/v1/invoices/" + draft, "{\"po_number\":\"OC-1\",\"external_id\":\"i-1\"}");
    post("/v1/invoices/" + draft + "/issue", "{}");
    var away = post("/v1/invoices", draft(customer, product)).path("id").asText();
    send("DELETE", "/v1/invoices/" + away, "");
    var held = issued(customer);
    post("/v1/invoices/" + held + "/pause", "{}");
    post("/v1/invoices/" + held + "/resume", "{}");
    post("/v1/invoices/" + held + "/confirm_receipt", "{}");
    post("/v1/invoices/" + held + "/renew_link", "{}");
    post("/v1/invoices/" + issued(customer) + "/void", "{}");
    post("/v1/invoices/" + issued(customer) + "/mark_uncollectible", "{}");
    post("/v1/invoices/" + draft + "/send", "{}");
    isCredited(customer);
    isPaidInAdvance(customer);
    isReplaced(customer);
    for (var filter :
        Stream.of(
                "",
                "?customer=" + customer,
                "?state=open",
                "?overdue=true",
                "?due_before=2026-03-01",
                "?number=A-1",
                "?external_id=i-1")
            .toList()) {
      get("/v1/invoices" + filter);
    }
    var bySms =
        post(
                "/v1/customers",
                "{\"name\":\"Solo SMS\",\"phone\":\"+525555550112\",\"channels\":[\"sms\"]}")
            .path("id")
            .asText();
    issued(bySms);
    return draft;
  }

  /** Of what is not paid, and of what is: that stays as credit. */
  private void isCredited(String customer) {
    var id = issued(customer);
    var notes = "/v1/invoices/" + id + "/credit_notes";
    post(notes, "{\"amount\":50000,\"kind\":\"discount\",\"reason\":\"Por pronto pago\"}");
    post(
        "/v1/invoices/" + id + "/payments",
        "{\"amount\":66000,\"method\":\"transfer\",\"reference\":\"N-1\"}");
    post(notes, "{\"amount\":1000,\"kind\":\"settlement\",\"reason\":\"Por la espera\"}");
    for (var note : get(notes).path("data")) {
      get("/v1/credit_notes/" + note.path("id").asText());
      post("/v1/credit_notes/" + note.path("id").asText() + "/void", "{}");
    }
  }

  /** Of which an invoice takes all that it owes, and another the rest. */
  private void isPaidInAdvance(String customer) {
    var id =
        post(
                "/v1/advances",
                """
                {"customer":"%s","amount":150000,"currency":"MXN","method":"cash"}
                """
                    .formatted(customer))
            .path("id")
            .asText();
    for (int i = 0; i < 2; i++) {
      var invoice =
          post(
                  "/v1/invoices",
                  """
                  {"customer":"%s","days_until_due":15,
                   "lines":[{"description":"Obra","quantity":"1","unit_price":"1000"}]}
                  """
                      .formatted(customer))
              .path("id")
              .asText();
      post("/v1/invoices/" + invoice + "/issue", "{\"advances\":[\"%s\"]}".formatted(id));
    }
    get("/v1/advances?customer=" + customer);
    get("/v1/advances");
    var note = get("/v1/advances/" + id).at("/applications/0/credit_note").asText();
    post("/v1/credit_notes/" + note + "/void", "{}");
  }

  /** With its money, of which some is left over. */
  private void isReplaced(String customer) {
    var id = issued(customer);
    post(
        "/v1/invoices/" + id + "/payments",
        "{\"amount\":66000,\"method\":\"transfer\",\"reference\":\"R-1\"}");
    post(
        "/v1/invoices/" + id + "/replace",
        "{\"lines\":[{\"description\":\"Menos\",\"quantity\":\"1\",\"unit_price\":\"500\"}]}");
  }

  private void isReadBy(String id) {
    var invoice = get("/v1/invoices/" + id);
    assertThat(aldia.get("/v1/invoices/" + id + "/pdf").status()).isEqualTo(200);
    used.add("GET /v1/invoices/{id}/pdf");
    var page = "/i/" + last(invoice.path("hosted_invoice_url").asText());
    open("GET", page);
    open("GET", page + "/pdf");
    open("POST", page + "/confirm_receipt");
  }

  private void isPaid(String customer, String id) {
    var part =
        post(
                "/v1/invoices/" + id + "/payments",
                "{\"amount\":1000,\"method\":\"transfer\",\"reference\":\"S-1\"}")
            .path("id")
            .asText();
    get("/v1/payments/" + part);
    var cheque =
        post(
                "/v1/invoices/" + id + "/payments",
                "{\"amount\":2000,\"method\":\"cheque\",\"reference\":\"C-1\"}")
            .path("id")
            .asText();
    post("/v1/payments/" + cheque + "/clear", "{}");
    post("/v1/payments/" + cheque + "/reverse", "{}");
    post(
        "/v1/payments",
        """
        {"customer":"%s","amount":300000,"currency":"MXN","method":"transfer","reference":"S-2",
         "allocations":[{"invoice":"%s","amount":99000}]}
        """
            .formatted(customer, id));
    var moved = post("/v1/invoices/" + id + "/payments", "{\"amount\":500,\"method\":\"cash\"}");
    for (var shares :
        Set.of("", "{\"invoice\":\"%s\",\"amount\":500}".formatted(issued(customer)))) {
      post(
          "/v1/payments/" + moved.path("id").asText() + "/reallocate",
          "{\"allocations\":[%s]}".formatted(shares));
    }
    for (var filter : Set.of("", "?customer=" + customer, "?invoice=" + id)) {
      get("/v1/payments" + filter);
    }
  }

  private void isToldByStripe(String customer) throws Exception {
    var id = issued(customer);
    tell(
        "evt_r" + id,
        "charge.refunded",
        "'id':'ch_1','object':'charge','payment_intent':'pi_%s','amount':116000,'amount_refunded':116000,'currency':'mxn'"
            .formatted(id));
    tell(
        "evt_n" + id,
        "payment_intent.succeeded",
        "'id':'pi_n%s','object':'payment_intent','status':'succeeded','amount_received':5,'currency':'mxn','metadata':{}"
            .formatted(id));
    tell("evt_p" + id, "payment_intent.succeeded", paid(id));
    tell("evt_p" + id, "payment_intent.succeeded", paid(id));
    tell("evt_q" + id, "payment_intent.succeeded", paid(issued(customer)));
  }

  private void reads(String customer, String id) {
    get("/v1/messages");
    get("/v1/messages?customer=" + customer);
    var messages = get("/v1/messages?invoice=" + id).path("data");
    get("/v1/messages/" + messages.path(0).path("id").asText());
    get("/v1/events");
    get("/v1/events?type=invoice.paid");
    get("/v1/events?subject=" + id);
    get("/v1/events?subject=" + customer);
    get("/v1/invoices/" + id + "/timeline");
    get("/v1/customers/" + customer + "/timeline");
    get("/v1/customers/" + customer + "/statement");
    get("/v1/reports/aging");
    var stop =
        "/u/"
            + last(
                reminderOf(get("/v1/messages?kind=reminder").path("data"))
                    .path("unsubscribe_url")
                    .asText());
    open("GET", stop);
    open("POST", stop);
  }

  /** At noon, when a text message waits for nothing; and a reminder to who stopped e-mail. */
  private void writesByTextMessage(String customer) throws Exception {
    var bySms =
        post(
                "/v1/customers",
                "{\"name\":\"Solo SMS\",\"phone\":\"+525555550112\",\"channels\":[\"sms\"]}")
            .path("id")
            .asText();
    var id = issued(bySms);
    issued(customer);
    post(
        "/v1/invoices/" + id + "/payments",
        "{\"amount\":1000,\"method\":\"cash\",\"reference\":\"M-1\"}");
    aldia.advance(Instant.parse("2026-02-27T18:00:00Z"));
  }

  private static JsonNode reminderOf(JsonNode messages) {
    return messages
        .valueStream()
        .filter(it -> it.hasNonNull("unsubscribe_url"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no reminder in " + messages));
  }

  /** One is rejected for a name, looked at again and corrected; one is stamped at once. */
  private void hasItsInvoicesStamped() throws Exception {
    var right = issued(aldia.company("CAFE TINTA"));
    var wrong = issued(aldia.company("CAFE TINTA SA DE CV"));
    var lacking = issued(aldia.company("CAFE TINTA SA DE CV"));
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    get("/v1/tax_documents");
    for (var document : get("/v1/tax_documents?month=2026-01").path("data")) {
      var path = "/v1/tax_documents/" + document.path("id").asText();
      get(path);
      if (document.path("status").asText().equals("rejected")) {
        post(path + "/retry", "{}");
      } else {
        xml(path + "/xml");
        xml(path + "/pdf");
      }
    }
    xml("/v1/invoices/" + right + "/xml");
    xml("/i/" + last(get("/v1/invoices/" + right).path("hosted_invoice_url").asText()) + "/xml");
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));
    var task = get("/v1/tasks").path("data").path(0).path("id").asText();
    post("/v1/tasks/" + task + "/done", "{\"outcome\":\"Se le pidió su constancia\"}");
    post(
        "/v1/invoices/" + wrong + "/tax_document/correct",
        "{\"receiver\":{\"legal_name\":\"CAFE TINTA\"}}");
    fillsIn("/i/" + last(get("/v1/invoices/" + lacking).path("hosted_invoice_url").asText()));
    post(
        "/v1/invoices/" + right + "/payments",
        "{\"amount\":1000,\"method\":\"transfer\",\"reference\":\"F-1\"}");
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    post(
        "/v1/invoices/" + right + "/credit_notes",
        "{\"lines\":[{\"index\":0}],\"kind\":\"return\",\"reason\":\"No era eso\",\"refund_form\":\"03\"}");
    aldia.advance(Instant.parse("2026-01-05T16:10:00Z"));
    var mistaken = issued(aldia.company("CAFE TINTA"));
    aldia.advance(Instant.parse("2026-01-05T16:20:00Z"));
    post("/v1/invoices/" + mistaken + "/replace", "{\"po_number\":\"OC-7\"}");
    aldia.advance(Instant.parse("2026-01-05T16:30:00Z"));
    for (var complement : get("/v1/tax_documents?type=P").path("data")) {
      var path = "/v1/tax_documents/" + complement.path("id").asText();
      post(path + "/cancel", "{\"motivo\":\"02\"}");
      aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));
      xml(path + "/acuse");
    }
    var sold = issued(aldia.customer("Sin RFC"));
    aldia.advance(Instant.parse("2026-01-05T18:00:00Z"));
    post("/v1/invoices/" + sold + "/payments", "{\"amount\":116000,\"method\":\"cash\"}");
    post("/v1/global_invoices", "{\"every\":\"day\",\"date\":\"2026-01-05\"}");
    post("/v1/invoices/" + wrong + "/void", "{\"motivo\":\"03\"}");
    aldia.advance(Instant.parse("2026-01-10T17:00:00Z"));
  }

  /** The customer itself says what it is called. */
  private void fillsIn(String page) {
    open("GET", page + "/tax_data");
    var form =
        "rfc=CAN190312QX7&legal_name=CAFE+TINTA&postal_code=06700&tax_regime=601&cfdi_use=G03";
    var type = Map.of("content-type", "application/x-www-form-urlencoded");
    var reply = Aldia.open(page + "/tax_data", form.getBytes(UTF_8), type);
    done("POST", page + "/tax_data", reply, it -> it == 200);
  }

  private void xml(String path) {
    done("GET", path, aldia.get(path), it -> it == 200);
  }

  private String issued(String customer) {
    return post("/v1/invoices", Aldia.invoice(customer)).path("id").asText();
  }

  private static String draft(String customer, String product) {
    return """
        {"customer":"%s","days_until_due":5,"lines":[{"product":"%s","quantity":"1"}],"external_id":"x-%d"}
        """
        .formatted(customer, product, ThreadLocalRandom.current().nextLong());
  }

  private static String paid(String invoice) {
    return "'id':'pi_%1$s','object':'payment_intent','status':'succeeded','amount_received':116000,'currency':'mxn','metadata':{'aldia_invoice':'%1$s'}"
        .formatted(invoice);
  }

  private void tell(String id, String type, String object) throws GeneralSecurityException {
    var event =
        "{'id':'%s','object':'event','type':'%s','livemode':false,'data':{'object':{%s}}}"
            .formatted(id, type, object)
            .replace('\'', '"');
    long now = Instant.now().getEpochSecond();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    var signed = HexFormat.of().formatHex(mac.doFinal((now + "." + event).getBytes(UTF_8)));
    var path = "/webhooks/stripe/" + aldia.tenant;
    done(
        "POST",
        path,
        Aldia.open(
            path,
            event.getBytes(UTF_8),
            Map.of(
                "Content-Type",
                "application/json",
                "Stripe-Signature",
                "t=%d,v1=%s".formatted(now, signed))),
        it -> it == 200);
  }

  private JsonNode get(String path) {
    var reply = done("GET", path, aldia.get(path), it -> it == 200);
    return path.equals("/openapi.yaml") ? Aldia.JSON.createObjectNode() : reply.json();
  }

  /** Each with a key of its own, so that answers are kept too. */
  private JsonNode post(String path, String body) {
    var key = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    return done(
            "POST",
            path,
            aldia.post(path, body, Map.of("Idempotency-Key", key)),
            it -> it >= 200 && it < 300)
        .json();
  }

  private void send(String method, String path, String body) {
    done(method, path, aldia.send(method, path, body), it -> it >= 200 && it < 300);
  }

  private void open(String method, String path) {
    var reply = method.equals("GET") ? aldia.get(path) : Aldia.open(path, new byte[0], Map.of());
    done(method, path, reply, it -> it == 200 || it == 303);
  }

  private Reply done(String method, String path, Reply reply, Predicate<Integer> right) {
    if (!right.test(reply.status())) {
      throw new AssertionError(
          "%s %s answered %d: %s".formatted(method, path, reply.status(), reply.response().body()));
    }
    used.add(method + " " + path.replaceFirst("\\?.*", ""));
    return reply;
  }

  /** The route that took a path. */
  private static String template(String used, Template template) {
    return Route.all(template).stream()
        .map(Route::key)
        .sorted((one, other) -> Long.compare(count(one), count(other)))
        .filter(key -> used.equals(key) || used.matches(key.replaceAll("\\{[^}]*}", "[^/]+")))
        .findFirst()
        .orElse(used);
  }

  private static long count(String key) {
    return key.chars().filter(it -> it == '{').count();
  }

  private static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
