package mx.aldia.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.given.Post;
import mx.aldia.paper.Paper;
import mx.aldia.sending.Courier;
import mx.aldia.table.EventStore;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class DeliveryHandlerTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final String SHEET =
      "<html lang=\"es\"><head><title>A-1</title></head><body><p>Factura A-1</p></body></html>";

  private final House house = House.sandbox(TABLE);
  private final Customer laura = house.customer();
  private final Post<Email> mail = new Post<>();
  private final Post<Sms> sms = new Post<>();
  private final DeliveryHandler handler =
      new DeliveryHandler(
          house.stores().deployment(),
          new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.SEND),
          Paper::print);

  @Test
  void what_was_rendered_is_mailed_with_its_pdf_and_its_link() {
    var invoice = rendered("1160.00", true);

    assertThat(told(invoice)).isEmpty();

    var sent = mail.sent().getFirst();
    assertThat(sent.subject()).contains("A-1").doesNotContain("$");
    assertThat(sent.text()).contains(house.stores().links().page(invoice, 1));
    assertThat(sent.attachments()).hasSize(1);
    assertThat(sent.attachments().getFirst().fileName()).isEqualTo("Factura A-1.pdf");
    assertThat(sent.attachments().getFirst().content())
        .isEqualTo(Paper.print(SHEET, invoiceOf(invoice).bill().issuedOn()));
    assertThat(events(invoice)).contains("invoice.delivered");
  }

  @Test
  void told_ten_times_it_is_mailed_once_and_its_clock_is_told_once() {
    var invoice = rendered("1160.00", true);
    assertThat(house.pending()).isEqualTo(3); // issued for two, and rendered

    for (int i = 0; i < 10; i++) {
      assertThat(told(invoice)).isEmpty();
    }

    assertThat(mail.sent()).hasSize(1);
    assertThat(house.pending()).isEqualTo(2);
  }

  @Test
  void while_it_is_not_sent_the_queue_keeps_it_and_the_clock_waits() {
    var invoice = rendered("1160.00", true);
    mail.givesNoAnswer();

    assertThat(told(invoice)).hasSize(1);
    assertThat(told(invoice)).hasSize(1);
    assertThat(house.pending()).isEqualTo(3);
    house.wall().passes(Duration.ofMinutes(3));
    assertThat(told(invoice)).isEmpty();

    assertThat(house.pending()).isEqualTo(2);
    assertThat(house.stores().messages().of(invoice))
        .extracting(Message::state)
        .containsExactly(Message.State.SENT);
  }

  @Test
  void an_invoice_that_is_not_to_be_sent_is_not() {
    var invoice = rendered("1160.00", false);

    assertThat(told(invoice)).isEmpty();

    assertThat(mail.sent()).isEmpty();
    assertThat(house.pending()).isEqualTo(2);
  }

  @Test
  void asked_for_by_the_tenant_it_is_sent_all_the_same_once_for_each_time() {
    var invoice = rendered("1160.00", false);

    told(invoice, "sqs-invoice-send-requested.json");
    told(invoice, "sqs-invoice-send-requested.json");
    Payload.of("sqs-invoice-send-requested.json")
        .about(invoice, laura.id())
        .with("snd_01KE9ZB0M0000000000000000D", "snd_01KE9ZB0M0000000000000000Z")
        .failuresOf(handler);

    assertThat(mail.sent()).hasSize(2);
  }

  @Test
  void what_was_voided_meanwhile_is_not_sent() {
    var invoice = rendered("1160.00", true);
    house.voids(invoice);

    told(invoice);
    told(invoice, "sqs-invoice-send-requested.json");

    assertThat(mail.sent()).isEmpty();
    assertThat(house.stores().messages().of(invoice)).isEmpty();
  }

  @Test
  void what_was_begun_and_then_voided_is_let_go_and_says_so() {
    var invoice = rendered("1160.00", true);
    mail.refusesForNow();
    assertThat(told(invoice)).hasSize(1);
    house.voids(invoice);

    assertThat(told(invoice)).isEmpty();

    var message = house.stores().messages().of(invoice).getFirst();
    assertThat(message.state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(message.reason()).contains("voided");
    assertThat(events(invoice)).contains("message.suppressed");
    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void what_was_paid_meanwhile_is_sent() {
    var invoice = rendered("1160.00", true);
    house.pays(invoice, "1160.00");

    told(invoice);

    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void a_customer_that_was_deleted_is_left_alone() {
    var invoice = rendered("1160.00", true);
    house.stores().customers().delete(laura);

    assertThat(told(invoice)).isEmpty();

    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void asked_for_before_it_is_rendered_it_waits_in_the_queue() {
    var invoice = house.issued(laura, "1160.00").invoice().id();

    assertThat(told(invoice, "sqs-invoice-send-requested.json")).hasSize(1);

    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void an_english_reader_gets_an_invoice() {
    var invoice = rendered("1160.00", true);
    var english = speaksEnglish();
    house.stores().customers().save(english, laura);

    told(invoice);

    assertThat(mail.sent().getFirst().attachments().getFirst().fileName())
        .isEqualTo("Invoice A-1.pdf");
  }

  private Customer speaksEnglish() {
    return new Customer(
        laura.id(),
        laura.name(),
        laura.tax(),
        laura.email(),
        laura.phone(),
        laura.whatsapp(),
        laura.contacts(),
        laura.channels(),
        laura.stopped(),
        laura.treatment(),
        laura.zone(),
        Optional.of("en-US"),
        laura.requiredFields(),
        laura.preferredPaymentMethod(),
        laura.externalId(),
        laura.metadata(),
        laura.createdAt(),
        laura.version() + 1);
  }

  private InvoiceId rendered(String pesos, boolean send) {
    var invoice = (Invoice.Issued) house.issued(laura, pesos, send).invoice();
    house.stores().pdfs().keep(house.open().time(), invoice, SHEET);
    return invoice.id();
  }

  private Invoice.Issued invoiceOf(InvoiceId id) {
    return house.stores().invoices().findIssued(id).orElseThrow();
  }

  private List<String> told(InvoiceId invoice) {
    return told(invoice, "sqs-document-rendered.json");
  }

  /** The messages that go back to the queue. */
  private List<String> told(InvoiceId invoice, String file) {
    return Payload.of(file).about(invoice, laura.id()).failuresOf(handler);
  }

  private List<String> events(InvoiceId invoice) {
    return house.stores().events().of(invoice).stream().map(EventStore.Told::type).toList();
  }
}
