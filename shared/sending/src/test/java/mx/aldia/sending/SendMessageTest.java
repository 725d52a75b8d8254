package mx.aldia.sending;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static mx.aldia.domain.collections.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mx.aldia.channels.Attachment;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.message.Message;
import mx.aldia.given.House;
import mx.aldia.given.Post;
import mx.aldia.given.Stores;
import mx.aldia.letters.Occasion;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.Once;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class SendMessageTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final List<Attachment> PDF =
      List.of(new Attachment("A-1.pdf", "application/pdf", new byte[] {1}));

  private final Post<Email> mail = new Post<>();
  private final Post<Sms> sms = new Post<>();
  private House house = House.live(TABLE);
  private Customer laura = house.customer();
  private InvoiceRecord invoice = house.issued(laura, "1160.00");

  @Test
  void an_invoice_goes_out_in_the_business_s_name_and_answers_go_to_its_people() {
    send();

    var sent = mail.sent().getFirst();
    assertThat(sent.from().name()).isEqualTo("Estudio Ñandú");
    assertThat(sent.from().address()).isEqualTo("avisos@aldia.example");
    assertThat(sent.replyTo().orElseThrow().address()).isEqualTo("hola@nandu.example");
    assertThat(sent.to().name()).isEqualTo("Laura Méndez");
    assertThat(sent.to().address()).isEqualTo("laura@laesquina.example");
    assertThat(sent.attachments()).isEqualTo(PDF);
    assertThat(sent.thread()).contains(invoice.invoice().id().value());
    assertThat(sent.unsubscribe()).isEmpty();
    assertThat(sent.text())
        .contains(house.stores().links().page(invoice.invoice().id(), 1), "$1,160.00 MXN", "Laura");
  }

  @Test
  void what_was_sent_is_kept_word_for_word() {
    send();

    var kept = onlyMessage();
    var sent = mail.sent().getFirst();
    assertThat(kept.state()).isEqualTo(Message.State.SENT);
    assertThat(kept.id()).isEqualTo(sent.id());
    assertThat(kept.to()).isEqualTo("laura@laesquina.example");
    assertThat(kept.subject()).isEqualTo(sent.subject());
    assertThat(kept.text()).isEqualTo(sent.text());
    assertThat(kept.kind()).isEqualTo(Message.Kind.INVOICE);
    assertThat(kept.at()).isEqualTo(house.open().time().now());
    assertThat(events()).contains("invoice.delivered");
  }

  @Test
  void asked_ten_times_it_goes_out_once() {
    for (int i = 0; i < 10; i++) {
      send();
    }

    assertThat(mail.sent()).hasSize(1);
    assertThat(events()).containsOnlyOnce("invoice.delivered");
  }

  @Test
  void asked_by_ten_at_once_it_goes_out_once() throws Exception {
    try (var together = Executors.newFixedThreadPool(10)) {
      Callable<Object> asking =
          () -> {
            sendUnlessBusy();
            return "asked";
          };
      for (var asked : together.invokeAll(Collections.nCopies(10, asking))) {
        assertThat(asked.get()).isEqualTo("asked");
      }
    }

    assertThat(mail.sent()).hasSize(1);
    assertThat(house.stores().messages().of(laura.id())).hasSize(1);
  }

  private void sendUnlessBusy() {
    try {
      send();
    } catch (SendMessage.NotYet _) {
      // the queue brings it again
    }
  }

  @Test
  void a_sender_that_dies_after_sending_is_followed_by_another_once_its_lease_is_over() {
    mail.isTheLastThingTheSenderDoes();

    assertThatThrownBy(this::send).isInstanceOf(Post.Crash.class);
    assertThatThrownBy(this::send).isInstanceOf(SendMessage.NotYet.class);
    assertThat(mail.sent()).hasSize(1);
    house.wall().passes(LEASE);
    send();
    send();

    assertThat(mail.sent()).hasSize(2);
    assertThat(mail.sent()).extracting(Email::id).containsOnly(onlyMessage().id());
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENT);
    assertThat(events()).containsOnlyOnce("invoice.delivered");
  }

  @Test
  void a_lost_answer_is_asked_for_again_once_the_lease_is_over() {
    mail.givesNoAnswer();

    assertThatThrownBy(this::send).isInstanceOf(SendMessage.NotYet.class);
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENDING);
    house.wall().passes(LEASE);
    send();

    assertThat(mail.sent()).hasSize(2);
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENT);
  }

  @Test
  void what_was_refused_for_now_is_tried_again_at_once() {
    mail.refusesForNow();

    assertThatThrownBy(this::send).isInstanceOf(SendMessage.NotYet.class);
    send();

    assertThat(mail.sent()).hasSize(1);
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENT);
  }

  @Test
  void a_slow_sender_does_not_undo_what_a_later_one_has_finished() {
    var slow = new Post<Email>();
    var late =
        new SendMessage(
            house.stores().messages(),
            compose(),
            new Courier(
                it -> {
                  house.wall().passes(LEASE);
                  send();
                  return slow.send(it);
                },
                sms,
                "avisos@aldia.example",
                Courier.Sandbox.SEND),
            house.wall());

    late.send(matter(), Once.invoice(), new Occasion.InvoiceIssued(), PDF);

    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENT);
    assertThat(events()).containsOnlyOnce("invoice.delivered");
  }

  @Test
  void a_mail_refused_for_good_is_followed_by_one_sms() {
    mail.refusesForGood();

    send();
    send();

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).hasSize(1);
    assertThat(sms.sent().getFirst().to()).isEqualTo("+525512345678");
    assertThat(sms.sent().getFirst().text()).contains("/i/").hasSizeLessThanOrEqualTo(160);
    assertThat(messages())
        .extracting(Message::channel, Message::state)
        .containsExactlyInAnyOrder(
            tuple(EMAIL, Message.State.BOUNCED), tuple(SMS, Message.State.SENT));
    assertThat(messages())
        .filteredOn(it -> it.channel() == EMAIL)
        .extracting(Message::reason)
        .containsOnly(Optional.of("MessageRejected"));
    assertThat(events()).containsOnlyOnce("message.bounced", "invoice.delivered");
  }

  @Test
  void a_sender_that_dies_between_two_ways_is_followed_by_one_that_takes_the_other() {
    mail.refusesForGood();
    sms.isTheLastThingTheSenderDoes();

    assertThatThrownBy(this::send).isInstanceOf(Post.Crash.class);
    house.wall().passes(LEASE);
    send();

    assertThat(mail.sent()).isEmpty();
    assertThat(messages())
        .extracting(Message::state)
        .containsExactlyInAnyOrder(Message.State.BOUNCED, Message.State.SENT);
  }

  @Test
  void two_ways_are_tried_and_no_third_time() {
    mail.refusesForGood();
    sms.refusesForGood();

    send();
    send();

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).isEmpty();
    assertThat(messages())
        .extracting(Message::state)
        .containsExactlyInAnyOrder(Message.State.BOUNCED, Message.State.BOUNCED);
  }

  @Test
  void who_agreed_to_mail_alone_is_not_written_to_by_sms() {
    laura = house.customer(Optional.of("laura@x.example"), Optional.of("+525512345678"), only());
    invoice = house.issued(laura, "50.00");
    mail.refusesForGood();

    send();

    assertThat(sms.sent()).isEmpty();
    assertThat(onlyMessage().state()).isEqualTo(Message.State.BOUNCED);
  }

  private static List<ChannelKind> only() {
    return List.of(EMAIL);
  }

  @Test
  void who_stopped_mail_is_written_to_by_the_next_way_it_agreed_to() {
    house.stores().customers().optOut(house.open().time(), laura.id(), EMAIL);
    laura = house.stores().customers().find(laura.id()).orElseThrow();

    send();

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).hasSize(1);
  }

  @Test
  void without_any_address_the_owner_reads_why_and_what_would_have_been_said() {
    laura = house.customer(Optional.empty(), Optional.empty(), List.of());
    invoice = house.issued(laura, "50.00");

    send();
    send();

    assertThat(onlyMessage().state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(onlyMessage().reason()).contains("no_channel");
    assertThat(onlyMessage().to()).isEmpty();
    assertThat(onlyMessage().text()).contains("$50.00 MXN");
    assertThat(events()).containsOnlyOnce("message.suppressed").doesNotContain("invoice.delivered");
  }

  @Test
  void without_somebody_to_ask_nothing_is_sent() {
    house = House.withoutSupport(TABLE);
    laura = house.customer();
    invoice = house.issued(laura, "50.00");

    send();

    assertThat(mail.sent()).isEmpty();
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(onlyMessage().reason()).contains("support_contact_missing");
  }

  @Test
  void a_sandbox_s_mail_counts_as_sent_and_does_not_leave_where_it_is_kept() {
    house = House.sandbox(TABLE);
    laura = house.customer();
    invoice = house.issued(laura, "50.00");

    new SendMessage(
            house.stores().messages(),
            compose(),
            new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.KEEP),
            house.wall())
        .send(matter(), Once.invoice(), new Occasion.InvoiceIssued(), PDF);

    assertThat(mail.sent()).isEmpty();
    assertThat(onlyMessage().state()).isEqualTo(Message.State.SENT);
    assertThat(onlyMessage().at()).isEqualTo(House.MONDAY);
  }

  @Test
  void a_live_tenant_s_mail_leaves_even_where_a_sandbox_s_is_kept() {
    new SendMessage(
            house.stores().messages(),
            compose(),
            new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.KEEP),
            house.wall())
        .send(matter(), Once.invoice(), new Occasion.InvoiceIssued(), PDF);

    assertThat(mail.sent()).hasSize(1);
  }

  private void send() {
    new SendMessage(
            house.stores().messages(),
            compose(),
            new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.SEND),
            house.wall())
        .send(matter(), Once.invoice(), new Occasion.InvoiceIssued(), PDF);
  }

  private ComposeMessage compose() {
    return new ComposeMessage(house.stores().links(), house.wall());
  }

  private Matter matter() {
    var issued = house.stores().invoices().findIssued(invoice.invoice().id()).orElseThrow();
    return Matter.of(house.open(), laura, issued, invoice.terms());
  }

  private Message onlyMessage() {
    assertThat(messages()).hasSize(1);
    return messages().getFirst();
  }

  private List<Message> messages() {
    return house.stores().messages().of(invoice.invoice().id());
  }

  private List<String> events() {
    Stores stores = house.stores();
    return stores.events().of(invoice.invoice().id()).stream().map(EventStore.Told::type).toList();
  }
}
