package mx.aldia.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.delivery.DeliveryHandler;
import mx.aldia.documents.RenderingHandler;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.edge.JsonObject;
import mx.aldia.given.House;
import mx.aldia.given.Post;
import mx.aldia.given.Stores;
import mx.aldia.issuance.IssuanceHandler;
import mx.aldia.paper.Paper;
import mx.aldia.payments.PaymentsHandler;
import mx.aldia.reminders.SendingHandler;
import mx.aldia.sending.Courier;
import mx.aldia.table.Deployment;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import mx.aldia.thanks.ThanksHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The life of one invoice of a live tenant through the functions themselves: two lines, one
 * customer by mail, issued at once, delivered, reminded three times, overdue, paid in full by hand,
 * thanked. Only the bus and the sweep are played: each event and each due entry is handed to who
 * consumes it.
 */
final class Life {
  private static final int REMINDERS = 3;

  /** Who consumes what: as the rules of template.yaml say for a tenant without CFDI. */
  private final Map<String, RequestHandler<SQSEvent, SQSBatchResponse>> consumers;

  private final LocalTable table;
  private final House house;
  private final Meter meter;
  private final HttpCaller issuance;
  private final HttpCaller payments;
  private final RequestHandler<SQSEvent, SQSBatchResponse> reminders;
  private final Post<Email> mail = new Post<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Units> steps = new LinkedHashMap<>();
  private final Map<String, Double> millis = new LinkedHashMap<>();
  private long begun;

  private Life(LocalTable table, boolean counted) {
    this.table = table;
    this.house = House.live(table);
    this.meter = new Meter(table.client(), table.name());
    var key = Stores.LINK_KEY.getBytes(UTF_8);
    var deployment =
        new Deployment(
            new Table(counted ? table.client(meter) : table.client(), table.name()),
            house.wall(),
            new Ulid(house.wall()),
            () -> key,
            Stores.ORIGIN,
            () -> new Secrets(new NoKeys()));
    var courier = new Courier(mail, new Post<Sms>(), "avisos@aldia.example", Courier.Sandbox.SEND);
    Map<String, Object> caller =
        Map.of("tenant", house.id().value(), "mode", "live", "scopes", "*");
    this.issuance = new HttpCaller(new IssuanceHandler(deployment), caller, Map.of());
    this.payments = new HttpCaller(new PaymentsHandler(deployment), caller, Map.of());
    this.reminders = new SendingHandler(deployment, courier);
    var thanks = new ThanksHandler(deployment, courier, Paper::print);
    this.consumers =
        Map.of(
            "invoice.issued",
            new RenderingHandler(deployment),
            "document.rendered",
            new DeliveryHandler(deployment, courier, Paper::print),
            "payment.received",
            thanks,
            "invoice.paid",
            thanks);
  }

  /**
   * What each step cost, in order.
   *
   * @param steps in units
   * @param millis the functions' own time, with the table beside them and providers that answer at
   *     once
   */
  record Lived(Map<String, Units> steps, Map<String, Double> millis) {}

  /** Lives once, counted. */
  static Lived lived(LocalTable table) {
    var life = new Life(table, true);
    life.live();
    return new Lived(life.steps, life.millis);
  }

  /** Lives once without being counted, for its time. */
  static Lived timed(LocalTable table) {
    var life = new Life(table, false);
    life.live();
    return new Lived(life.steps, life.millis);
  }

  private void live() {
    house.wall().shows(House.MONDAY);
    var customer = house.customer();
    // The first folio of a series makes its counter, once: that is no cost of a life.
    issue(customer.id().value());
    var before = begin();
    var invoice = issue(customer.id().value());
    counted("issue", before);
    events(invoice, "write the sheet", "invoice.issued");
    events(invoice, "deliver", "document.rendered");
    for (int reminder = 1; reminder <= REMINDERS; reminder++) {
      due(invoice, "DUE#LADDER", "reminder " + reminder);
      if (reminder == 2) { // the day after the due date lies between the second and the third
        due(invoice, "DUE#OVERDUE", "overdue");
      }
    }
    house.wall().passes(Duration.ofHours(1));
    before = begin();
    made(
        payments.post(
            "/v1/invoices/%s/payments".formatted(invoice.value()),
            "{'amount':220400,'method':'transfer','reference':'SPEI 7781'}"));
    counted("pay", before);
    events(invoice, "thank", "payment.received", "invoice.paid");
    requireMails(1 + REMINDERS + 1);
  }

  private InvoiceId issue(String customer) {
    var answer =
        made(
            issuance.post(
                "/v1/invoices",
                """
                {'customer':'%s','days_until_due':15,'issue':true,'lines':[
                  {'description':'Diseño de menú','quantity':'1','unit_price':'1000.00',
                   'taxes':[{'type':'iva','rate':'0.16'}]},
                  {'description':'Impresión de 50 menús','quantity':'50','unit_price':'18.00',
                   'taxes':[{'type':'iva','rate':'0.16'}]}]}
                """
                    .formatted(customer)));
    return new InvoiceId(house.id(), answer.value("id"));
  }

  private static Reply made(Reply reply) {
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.text());
    }
    return reply;
  }

  private Units begin() {
    begun = System.nanoTime();
    return meter.sum();
  }

  private void counted(String step, Units before) {
    steps.put(step, meter.sum().minus(before));
    millis.put(step, (System.nanoTime() - begun) / 1e6);
  }

  /** Hands each event that is new to who consumes it. */
  private void events(InvoiceId invoice, String step, String... types) {
    var items = items(invoice);
    var before = begin();
    for (var item : items) {
      var type = Items.text(item, "type");
      if (List.of(types).contains(type) && told.add(Items.text(item, "id"))) {
        hand(Objects.requireNonNull(consumers.get(type)), "{\"detail\":" + envelope(item) + "}");
      }
    }
    counted(step, before);
  }

  /** Lets the time come at which an entry is due, and does what it asks for. */
  private void due(InvoiceId invoice, String sort, String step) {
    var partition = partition(invoice);
    var entry =
        client()
            .getItem(
                get ->
                    get.tableName(table.name())
                        .key(Items.key(partition, sort))
                        .consistentRead(true))
            .item();
    house.wall().shows(Instant.parse(Items.text(entry, "at")));
    var before = begin();
    hand(reminders, new JsonObject().text("pk", partition).text("sk", sort).json());
    counted(step, before);
  }

  private static void hand(RequestHandler<SQSEvent, SQSBatchResponse> consumer, String body) {
    var message = new SQSEvent.SQSMessage();
    message.setMessageId("1");
    message.setBody(body);
    message.setAttributes(new HashMap<>());
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    var failures = consumer.handleRequest(batch, new TestContext()).getBatchItemFailures();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("not consumed: " + body);
    }
  }

  private static String envelope(Map<String, AttributeValue> item) {
    return """
        {"id":"%s","type":"%s","schema":%s,"tenant":"%s","subject":"%s","sequence":%s,"at":"%s","data":%s}"""
        .formatted(
            Items.text(item, "id"),
            Items.text(item, "type"),
            Items.value(item, "schema").n(),
            Items.text(item, "tenant"),
            Items.text(item, "subject"),
            Items.value(item, "sequence").n(),
            Items.text(item, "at"),
            Items.text(item, "data"));
  }

  private List<Map<String, AttributeValue>> items(InvoiceId invoice) {
    return client()
        .query(
            query ->
                query
                    .tableName(table.name())
                    .consistentRead(true)
                    .keyConditionExpression("PK = :p AND begins_with(SK, :s)")
                    .expressionAttributeValues(
                        Map.of(
                            ":p", AttributeValue.fromS(partition(invoice)),
                            ":s", AttributeValue.fromS("EVENT#"))))
        .items();
  }

  private DynamoDbClient client() {
    return table.client();
  }

  private static String partition(InvoiceId invoice) {
    return "T#%s#I#%s".formatted(invoice.tenant().value(), invoice.value());
  }

  private void requireMails(int count) {
    if (mail.sent().size() != count) {
      throw new IllegalStateException("%d mails, not %d".formatted(mail.sent().size(), count));
    }
  }
}
