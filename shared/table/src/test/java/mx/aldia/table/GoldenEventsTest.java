package mx.aldia.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** What everybody reads of an event is for ever: {@code events/event-<type>.json} says it. */
class GoldenEventsTest {
  private static final Path EVENTS = Path.of(System.getProperty("aldia.root", "../.."), "events");
  private static final Instant AT = Instant.parse("2026-01-05T15:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);
  private static final LocalDate DUE = LocalDate.of(2026, 1, 20);
  private static final TenantId TENANT = new TenantId("ten_01KE9ZB0M0000000000000000A");
  private static final InvoiceId INVOICE = new InvoiceId(TENANT, "inv_01KE9ZB0M0000000000000000B");
  private static final CustomerId CUSTOMER =
      new CustomerId(TENANT, "cus_01KE9ZB0M0000000000000000C");
  private static final InvoiceId SUBSTITUTE =
      new InvoiceId(TENANT, "inv_01KE9ZB0M0000000000000000S");
  private static final CreditNoteId NOTE =
      new CreditNoteId(TENANT, "crn_01KE9ZB0M0000000000000000N");
  private static final PaymentId PAYMENT = new PaymentId(TENANT, "pay_01KE9ZB0M0000000000000000F");
  private static final MessageId MESSAGE = new MessageId(TENANT, "msg_01KE9ZB0M0000000000000000H");
  private static final String NUMBER = "A-1";
  private static final TaxDocumentId TAX = TaxDocumentId.of(INVOICE);
  private static final TaxDocument.Type SALE = TaxDocument.Type.I;
  private static final TaxDocument.Named NAMED = new TaxDocument.Named(INVOICE, NUMBER);
  private static final TaxFinding FINDING =
      new TaxFinding(
          "CFDI40145",
          Optional.of("/receiver/legal_name"),
          Optional.of("CAFETERIA LA ESQUINA SA DE CV"),
          Optional.of("CAFETERIA LA ESQUINA"),
          "Escribe el nombre del cliente como en su Constancia de Situación Fiscal.",
          "Write the customer's name as on its Constancia de Situación Fiscal.");
  private static final Money TOTAL = Money.mxn(116_000);
  private static final Money PART = Money.mxn(50_000);
  private static final Money REST = Money.mxn(66_000);

  /** Events of one carrier at one sequence, as the stores write them. */
  private record Told(String subject, String carrier, long sequence, List<Event> events) {}

  private static final List<Told> ALL =
      List.of(
          ofInvoice(
              INVOICE.value(),
              1,
              new Event.InvoiceIssued(INVOICE, CUSTOMER, NUMBER, TOTAL, TODAY, DUE)),
          ofInvoice(
              InvoiceStore.carrier(INVOICE, "PDF"),
              1,
              new Event.DocumentRendered(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(
              "snd_01KE9ZB0M0000000000000000J",
              1,
              new Event.SendRequested(INVOICE, CUSTOMER, NUMBER, "snd_01KE9ZB0M0000000000000000J")),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.InvoiceDelivered(INVOICE, CUSTOMER, NUMBER, MESSAGE, "email")),
          ofInvoice(INVOICE.value(), 2, new Event.ReceiptConfirmed(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(
              InvoiceStore.carrier(INVOICE, "DUE"),
              1,
              new Event.InvoiceOverdue(INVOICE, CUSTOMER, NUMBER, TOTAL, DUE)),
          ofInvoice(
              INVOICE.value(),
              5,
              new Event.PaymentReceived(
                  INVOICE, CUSTOMER, NUMBER, PAYMENT, REST, Money.mxn(0), "transfer", TODAY),
              new Event.InvoicePaid(INVOICE, CUSTOMER, NUMBER, TOTAL, TODAY)),
          ofInvoice(INVOICE.value(), 3, new Event.InvoiceVoided(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(
              INVOICE.value(),
              4,
              new Event.InvoiceMarkedUncollectible(INVOICE, CUSTOMER, NUMBER, REST)),
          ofInvoice(
              INVOICE.value(),
              6,
              new Event.PaymentReversed(
                  INVOICE, CUSTOMER, NUMBER, PAYMENT, REST, "Cheque devuelto")),
          ofInvoice(INVOICE.value(), 9, new Event.InvoiceLinkRenewed(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(
              INVOICE.value(),
              10,
              new Event.CreditNoteIssued(
                  INVOICE, CUSTOMER, NUMBER, NOTE, CreditNote.Kind.DISCOUNT, PART, REST)),
          ofInvoice(
              INVOICE.value(),
              12,
              new Event.CreditNoteVoided(INVOICE, CUSTOMER, NUMBER, NOTE, PART, TOTAL)),
          ofInvoice(
              INVOICE.value(),
              11,
              new Event.PaymentMoved(INVOICE, CUSTOMER, NUMBER, PAYMENT, PART, INVOICE, SUBSTITUTE),
              new Event.InvoiceReplaced(INVOICE, CUSTOMER, NUMBER, SUBSTITUTE)),
          ofCustomer(
              PAYMENT.value(),
              1,
              new Event.CreditAdded(CUSTOMER, new Event.CreditAdded.Source.Paid(PAYMENT), PART)),
          ofInvoice(INVOICE.value(), 7, new Event.RemindersPaused(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(INVOICE.value(), 8, new Event.RemindersResumed(INVOICE, CUSTOMER, NUMBER)),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.ReminderSent(INVOICE, CUSTOMER, NUMBER, MESSAGE, 0, "friendly", "email")),
          ofInvoice(
              InvoiceStore.carrier(INVOICE, "LADDER"),
              3,
              new Event.ReminderSuppressed(INVOICE, CUSTOMER, NUMBER, 1, "no_channel")),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.ReminderUnconfirmed(INVOICE, CUSTOMER, NUMBER, MESSAGE, 1, "sender_lost")),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.MessageSent(Optional.of(INVOICE), CUSTOMER, MESSAGE, "thank_you", "email")),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.MessageBounced(
                  Optional.of(INVOICE), CUSTOMER, MESSAGE, "invoice", "email", "mailbox_unknown")),
          ofInvoice(
              MESSAGE.value(),
              2,
              new Event.MessageSuppressed(
                  Optional.of(INVOICE), CUSTOMER, MESSAGE, "invoice", "support_contact_missing")),
          ofInvoice(
              TAX.value() + "tax",
              3,
              new Event.TaxDocumentStamped(
                  TAX,
                  SALE,
                  NAMED,
                  CUSTOMER,
                  Optional.empty(),
                  "8B6A0C1E-6F0B-4B54-9C39-5C6B1D0A7E21")),
          ofInvoice(
              TAX.value() + "tax",
              7,
              new Event.TaxDocumentCancellationRequested(
                  TAX,
                  SALE,
                  NAMED,
                  CUSTOMER,
                  "8B6A0C1E-6F0B-4B54-9C39-5C6B1D0A7E21",
                  Motivo.NOT_CARRIED_OUT,
                  Optional.empty())),
          ofInvoice(
              TAX.value() + "tax",
              9,
              new Event.TaxDocumentCancellationRefused(
                  TAX,
                  SALE,
                  NAMED,
                  CUSTOMER,
                  "8B6A0C1E-6F0B-4B54-9C39-5C6B1D0A7E21",
                  "customer",
                  Optional.empty())),
          ofInvoice(
              TAX.value() + "tax",
              10,
              new Event.TaxDocumentCancelled(
                  TAX,
                  SALE,
                  NAMED,
                  CUSTOMER,
                  "8B6A0C1E-6F0B-4B54-9C39-5C6B1D0A7E21",
                  Motivo.REPLACED,
                  Optional.of("0D5C2B1A-93E4-4F0B-8D57-6A1E2F3B4C5D"),
                  SatState.How.WITH_ACCEPTANCE)),
          ofInvoice(
              TAX.value() + "tax",
              4,
              new Event.TaxDocumentRejected(
                  TAX, SALE, NAMED, CUSTOMER, "rejected", List.of(FINDING))),
          ofInvoice(
              TAX.value() + "tax",
              5,
              new Event.TaxDocumentDelayed(TAX, SALE, NAMED, CUSTOMER, AT, 24)),
          ofInvoice(
              TAX.value() + "tax",
              6,
              new Event.TaxDocumentCorrected(
                  TAX,
                  NAMED,
                  CUSTOMER,
                  List.of(
                      new Event.TaxDocumentCorrected.Change(
                          "/receiver/legal_name", FINDING.seen(), FINDING.expected())))),
          new Told(
              TAX.value(), TAX.value() + "ask", 2, List.of(new Event.TaxDocumentRequested(TAX))),
          ofInvoice(
              InvoiceStore.carrier(INVOICE, "PUE"),
              1,
              new Event.PueUnpaid(INVOICE, CUSTOMER, NUMBER, TOTAL, LocalDate.of(2026, 1, 31))),
          ofInvoice(
              TaskId.of(TAX).value() + "done",
              4,
              new Event.TaskDone(
                  TaskId.of(TAX),
                  "correct_tax_document",
                  Optional.of(NAMED),
                  Optional.of(CUSTOMER),
                  TAX.value(),
                  "El cliente mandó su constancia.")),
          ofCustomer(CUSTOMER.value(), 2, new Event.CustomerOptedOut(CUSTOMER, "email")),
          new Told(
              TENANT.value(),
              TENANT.value() + "CSD00001000000500000001",
              2,
              List.of(
                  new Event.CertificateExpiring(
                      "00001000000500000001",
                      "EST0702159Z3",
                      Instant.parse("2026-02-04T17:20:00Z"),
                      30))),
          new Told(
              "evt_1SampleOfStripe",
              "whk_stripe-evt_1SampleOfStripe",
              1,
              List.of(new Event.ProviderEventReceived("stripe", "evt_1SampleOfStripe"))));

  @Test
  void every_event_is_told_as_its_golden_file_says() {
    var told = new TreeMap<String, JsonNode>();
    ALL.forEach(it -> written(it).forEach(row -> told.put(row.text("type"), envelope(row))));

    assertThat(told).isEqualTo(golden());
  }

  @Test
  void no_type_is_without_a_golden_file() {
    var told = new TreeSet<String>();
    ALL.forEach(it -> it.events().forEach(event -> told.add(event.getClass().getSimpleName())));

    assertThat(kinds(Event.class).map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(told);
  }

  private static Told ofInvoice(String carrier, long sequence, Event... events) {
    return new Told(INVOICE.value(), carrier, sequence, List.of(events));
  }

  private static Told ofCustomer(String carrier, long sequence, Event... events) {
    return new Told(CUSTOMER.value(), carrier, sequence, List.of(events));
  }

  private static List<Row> written(Told told) {
    var transaction = new Transaction("any");
    Outbox.write(
        transaction,
        new TenantTime(
            TENANT, Clock.fixed(AT, ZoneOffset.UTC), true, false, Clock.fixed(AT, ZoneOffset.UTC)),
        "any",
        told.subject(),
        told.carrier(),
        told.sequence(),
        AT,
        told.events());
    return transaction.items().stream().map(write -> new Row(write.put().item())).toList();
  }

  /** As the relay puts it on the bus. */
  private static JsonNode envelope(Row row) {
    var envelope = Json.object();
    envelope.put("id", row.text("id"));
    envelope.put("type", row.text("type"));
    envelope.put("schema", row.number("schema"));
    envelope.put("tenant", row.text("tenant"));
    envelope.put("subject", row.text("subject"));
    envelope.put("sequence", row.number("sequence"));
    envelope.put("at", row.text("at"));
    envelope.set("data", Json.read(row.text("data")));
    return envelope;
  }

  private static Map<String, JsonNode> golden() {
    var golden = new TreeMap<String, JsonNode>();
    try (var files = Files.newDirectoryStream(EVENTS, "event-*.json")) {
      for (var file : files) {
        var name = file.getFileName().toString();
        golden.put(
            name.substring("event-".length(), name.length() - ".json".length()),
            Json.read(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return golden;
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenEventsTest::kinds)
        : Stream.of(type);
  }
}
