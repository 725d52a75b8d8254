package mx.aldia.thanks;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.collections.LateInterest;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.request.Attempt;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.given.Post;
import mx.aldia.paper.Paper;
import mx.aldia.sending.Courier;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class ThanksHandlerTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.sandbox(TABLE);
  private final Customer laura = house.customer();
  private final Post<Email> mail = new Post<>();
  private final Post<Sms> sms = new Post<>();
  private final ThanksHandler handler =
      new ThanksHandler(
          house.stores().deployment(),
          new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.SEND),
          Paper::print);
  private final InvoiceId invoice = house.issued(laura, "1160.00").invoice().id();

  @Test
  void a_part_is_receipted_with_what_it_leaves() {
    var part = house.pays(invoice, "500.00");

    assertThat(received(part, 50_000, 66_000, 3)).isEmpty();

    assertThat(mail.sent()).hasSize(1);
    assertThat(mail.sent().getFirst().text()).contains("$500.00 MXN", "$660.00 MXN", "Laura");
    assertThat(mail.sent().getFirst().attachments()).isEmpty();
    assertThat(kinds()).containsExactly(Message.Kind.RECEIPT);
    assertThat(events()).contains("message.sent");
  }

  @Test
  void a_part_is_not_thanked_for_as_if_it_were_all() {
    house.pays(invoice, "500.00");

    assertThat(paid()).isEmpty();

    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void the_same_payment_told_ten_times_is_receipted_once() {
    var part = house.pays(invoice, "500.00");

    for (int i = 0; i < 10; i++) {
      received(part, 50_000, 66_000, 3);
    }

    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void each_part_has_its_own_receipt() {
    var first = house.pays(invoice, "500.00");
    var second = house.pays(invoice, "100.00");

    received(second, 10_000, 56_000, 4);
    received(first, 50_000, 66_000, 3);

    assertThat(mail.sent()).hasSize(2);
    assertThat(mail.sent().get(0).text()).contains("$100.00 MXN", "$560.00 MXN");
    assertThat(mail.sent().get(1).text()).contains("$500.00 MXN", "$660.00 MXN");
  }

  @Test
  void a_receipt_that_comes_late_tells_what_was_left_then() {
    var first = house.pays(invoice, "500.00");
    house.pays(invoice, "660.00");

    received(first, 50_000, 66_000, 3);

    assertThat(mail.sent().getFirst().text()).contains("$660.00 MXN");
  }

  @Test
  void settlement_is_thanked_for_once_however_often_it_is_told() {
    var rest = house.pays(invoice, "1160.00");

    for (int i = 0; i < 10; i++) {
      received(rest, 116_000, 0, 3);
      paid();
    }

    assertThat(mail.sent()).hasSize(1);
    assertThat(mail.sent().getFirst().subject()).contains("Gracias");
    assertThat(mail.sent().getFirst().text())
        .contains("$1,160.00 MXN", "al día")
        .doesNotContain("a su favor");
    assertThat(kinds()).containsExactly(Message.Kind.THANK_YOU);
    assertThat(events()).containsOnlyOnce("message.sent");
  }

  @Test
  void what_was_paid_beyond_is_told() {
    house.pays(invoice, "1200.00");

    paid();

    assertThat(mail.sent().getFirst().text()).contains("$1,160.00 MXN", "$40.00 MXN a su favor");
  }

  @Test
  void who_is_not_written_to_is_not_thanked_either() {
    var quiet = house.issued(laura, "50.00", false).invoice().id();
    var part = house.pays(quiet, "20.00");
    told("sqs-payment-received.json", quiet, part, 2_000, 3_000, 3);
    house.pays(quiet, "30.00");
    Payload.of("sqs-invoice-paid.json").about(quiet, laura.id()).failuresOf(handler);

    assertThat(mail.sent()).isEmpty();
    assertThat(house.stores().messages().of(quiet)).isEmpty();
  }

  @Test
  void who_stopped_mail_is_thanked_by_sms() {
    house.stores().customers().optOut(house.open().time(), laura.id(), EMAIL);
    house.pays(invoice, "1160.00");

    paid();

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).hasSize(1);
    assertThat(sms.sent().getFirst().text()).contains("pagada", "/i/");
  }

  @Test
  void where_interest_is_agreed_a_receipt_does_not_give_it_up() {
    var policies = house.stores().policies();
    var usual = policies.find(house.open().tenant().defaultPolicy()).orElseThrow();
    policies.save(withInterest(usual), usual.version());
    var part = house.pays(invoice, "500.00");

    received(part, 50_000, 66_000, 3);

    assertThat(mail.sent().getFirst().text()).contains("artículo 364");
  }

  private static ReminderPolicy withInterest(ReminderPolicy policy) {
    return new ReminderPolicy(
        policy.id(),
        policy.name(),
        policy.steps(),
        policy.window(),
        policy.maxPerWeek(),
        policy.saturdays(),
        Optional.of(new LateInterest(new BigDecimal("0.06"), 0, 365)),
        policy.version() + 1);
  }

  @Test
  void the_sandbox_s_clock_waits_until_all_thanks_are_sent() {
    var rest = house.pays(invoice, "1160.00");
    assertThat(house.pending()).isEqualTo(5); // issued and received for two each, paid
    mail.refusesForNow();

    assertThat(received(rest, 116_000, 0, 3)).isEmpty();
    assertThat(paid()).hasSize(1);
    assertThat(house.pending()).isEqualTo(4);
    assertThat(paid()).isEmpty();
    assertThat(paid()).isEmpty();

    assertThat(house.pending()).isEqualTo(3);
    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void thanks_that_were_begun_for_money_that_went_back_are_let_go() {
    var payment = house.pays(invoice, "1160.00");
    mail.refusesForNow();
    assertThat(paid()).hasSize(1);
    takesBack(payment);

    assertThat(paid()).isEmpty();

    var message = house.stores().messages().of(invoice).getFirst();
    assertThat(message.state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(message.reason()).contains("payment_reversed");
    assertThat(events()).contains("message.suppressed");
    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void thanks_that_were_begun_for_what_was_then_given_back_are_let_go() {
    house.pays(invoice, "1160.00");
    mail.refusesForNow();
    assertThat(paid()).hasSize(1);
    givesBack();

    assertThat(paid()).isEmpty();

    var message = house.stores().messages().of(invoice).getFirst();
    assertThat(message.state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(message.reason()).contains("credited");
    assertThat(mail.sent()).isEmpty();
  }

  private void givesBack() {
    var time = house.open().time();
    var was = house.stores().invoices().findIssued(invoice).orElseThrow();
    var all = House.mxn("1160.00");
    var note =
        new CreditNote(
            new CreditNoteId(house.id(), "crn_1"),
            "NC-1",
            invoice,
            was.bill().customer(),
            CreditNote.Kind.RETURN,
            "Se devolvió todo",
            List.of(),
            all,
            all,
            Optional.of("03"),
            time.today(),
            time.now());
    var change = Crediting.of(was, note, time.today(), time.now());
    house
        .stores()
        .invoices()
        .save(time, was, change, new InvoiceStore.Reminding.Unchanged(), Attempt.once());
  }

  private void takesBack(Payment payment) {
    var time = house.open().time();
    var was = (Invoice.Paid) house.stores().invoices().findIssued(invoice).orElseThrow();
    var amount = House.mxn("1160.00");
    var change = was.reverse(payment.id(), amount, "bounced", time.today(), time.now());
    house
        .stores()
        .payments()
        .change(
            time,
            payment,
            payment.reversed(),
            List.of(new PaymentStore.Applied(was, change, new InvoiceStore.Reminding.Unchanged())),
            House.mxn("0.00"),
            Attempt.once());
  }

  @Test
  void who_dies_while_thanking_is_followed_by_another() {
    house.pays(invoice, "1160.00");
    mail.isTheLastThingTheSenderDoes();

    assertThat(paid()).hasSize(1);
    house.wall().passes(Duration.ofMinutes(3));
    assertThat(paid()).isEmpty();
    assertThat(paid()).isEmpty();

    assertThat(mail.sent()).extracting(Email::id).hasSize(2);
    assertThat(mail.sent().stream().map(Email::id).distinct()).hasSize(1);
    assertThat(kinds()).hasSize(1);
  }

  private List<String> received(Payment payment, long amount, long left, long version) {
    return told("sqs-payment-received.json", invoice, payment, amount, left, version);
  }

  private List<String> told(
      String file, InvoiceId about, Payment payment, long amount, long left, long version) {
    return Payload.of(file)
        .about(about, laura.id())
        .about(payment.id())
        .with("\\\"amount\\\":50000", "\\\"amount\\\":" + amount)
        .with("\\\"amount_due\\\":66000", "\\\"amount_due\\\":" + left)
        .with("\\\"sequence\\\":3", "\\\"sequence\\\":" + version)
        .failuresOf(handler);
  }

  private List<String> paid() {
    return Payload.of("sqs-invoice-paid.json").about(invoice, laura.id()).failuresOf(handler);
  }

  private List<Message.Kind> kinds() {
    return house.stores().messages().of(invoice).stream().map(Message::kind).toList();
  }

  private List<String> events() {
    return house.stores().events().of(invoice).stream().map(EventStore.Told::type).toList();
  }
}
