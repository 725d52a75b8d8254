package mx.aldia.sending;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static mx.aldia.domain.collections.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.message.Message;
import mx.aldia.given.House;
import mx.aldia.given.Post;
import mx.aldia.letters.Occasion;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.Once;
import mx.aldia.table.SweepStore;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class SendHeldTest {
  private static final LocalTable TABLE = LocalTable.create();

  /** 23:00 in Mexico City. */
  private static final Instant NIGHT = House.MONDAY.plus(Duration.ofHours(14));

  /** 09:00 on the day after. */
  private static final Instant MORNING = House.MONDAY.plus(Duration.ofDays(1));

  private final Post<Email> mail = new Post<>();
  private final Post<Sms> sms = new Post<>();
  private final House house = inTheNight();
  private Customer laura =
      house.customer(Optional.empty(), Optional.of("+525512345678"), List.of(SMS));
  private InvoiceRecord invoice = house.issued(laura, "1160.00");

  private static House inTheNight() {
    var house = House.sandbox(TABLE);
    house.stores().clocks().set(house.id(), NIGHT);
    return house;
  }

  @Test
  void a_text_message_waits_for_the_morning() {
    send();
    send();

    assertThat(sms.sent()).isEmpty();
    assertThat(message().state()).isEqualTo(Message.State.SCHEDULED);
    assertThat(message().at()).isEqualTo(MORNING);
    assertThat(due(MORNING.minusSeconds(1))).isEmpty();
    assertThat(due(MORNING)).containsExactly(asked());
  }

  @Test
  void in_the_morning_it_goes_out_once() {
    send();

    for (int i = 0; i < 10; i++) {
      held().send(invoice.invoice().id(), message().id());
    }

    assertThat(sms.sent()).hasSize(1);
    assertThat(sms.sent().getFirst().text()).isEqualTo(message().text());
    assertThat(message().state()).isEqualTo(Message.State.SENT);
    assertThat(events()).containsOnlyOnce("invoice.delivered");
    assertThat(due(MORNING)).isEmpty();
  }

  @Test
  void the_sweep_finds_what_a_live_tenant_s_customer_waits_for() {
    var live = House.live(TABLE);
    live.wall().passes(Duration.ofHours(14));
    var customer = live.customer(Optional.empty(), Optional.of("+525512345678"), List.of(SMS));
    var issued = live.issued(customer, "50.00");
    sendMessage(live)
        .send(
            Matter.of(
                live.open(),
                customer,
                live.stores().invoices().findIssued(issued.invoice().id()).orElseThrow(),
                issued.terms()),
            Once.invoice(),
            new Occasion.InvoiceIssued(),
            List.of());
    var message = live.stores().messages().of(issued.invoice().id()).getFirst();
    var hour = live.wall().instant().plus(Duration.ofHours(10));

    var found = new SweepStore(live.stores().table()).due(hour, hour, 100);

    assertThat(found)
        .extracting(SweepStore.DueKey::asks)
        .contains(new SweepStore.Asked.Held(issued.invoice().id(), message.id()));
  }

  @Test
  void where_mail_is_agreed_too_nobody_waits() {
    laura =
        house.customer(
            Optional.of("laura@x.example"), Optional.of("+525512345678"), List.of(SMS, EMAIL));
    invoice = house.issued(laura, "50.00");

    send();

    assertThat(mail.sent()).hasSize(1);
    assertThat(sms.sent()).isEmpty();
  }

  @Test
  void a_mail_refused_in_the_night_is_followed_by_an_sms_in_the_morning() {
    laura =
        house.customer(
            Optional.of("laura@x.example"), Optional.of("+525512345678"), List.of(EMAIL, SMS));
    invoice = house.issued(laura, "50.00");
    mail.refusesForGood();

    send();

    assertThat(sms.sent()).isEmpty();
    assertThat(house.stores().messages().of(invoice.invoice().id()))
        .extracting(Message::state)
        .containsExactlyInAnyOrder(Message.State.BOUNCED, Message.State.SCHEDULED);
  }

  @Test
  void what_was_taken_back_in_the_night_is_not_sent() {
    send();
    house.voids(invoice.invoice().id());

    held().send(invoice.invoice().id(), message().id());

    assertThat(sms.sent()).isEmpty();
    assertThat(message().state()).isEqualTo(Message.State.SUPPRESSED);
    assertThat(message().reason()).contains("voided");
    assertThat(due(MORNING)).isEmpty();
  }

  @Test
  void who_closed_the_way_in_the_night_is_not_written_to() {
    send();
    house.stores().customers().optOut(house.open().time(), laura.id(), SMS);

    held().send(invoice.invoice().id(), message().id());

    assertThat(sms.sent()).isEmpty();
    assertThat(message().reason()).contains("no_channel");
  }

  @Test
  void a_sender_that_dies_in_the_morning_is_followed_by_another() {
    send();
    sms.isTheLastThingTheSenderDoes();

    assertThatThrownBy(() -> held().send(invoice.invoice().id(), message().id()))
        .isInstanceOf(Post.Crash.class);
    held().send(invoice.invoice().id(), message().id());
    assertThat(sms.sent()).hasSize(1);
    assertThat(due(MORNING)).containsExactly(asked());
    house.wall().passes(Duration.ofMinutes(3));
    held().send(invoice.invoice().id(), message().id());

    assertThat(sms.sent()).hasSize(2);
    assertThat(message().state()).isEqualTo(Message.State.SENT);
    assertThat(events()).containsOnlyOnce("invoice.delivered");
  }

  @Test
  void what_the_event_that_was_brought_again_has_sent_is_not_due_any_more() {
    send();
    house.advancedTo(MORNING);
    sms.isTheLastThingTheSenderDoes();
    assertThatThrownBy(() -> held().send(invoice.invoice().id(), message().id()))
        .isInstanceOf(Post.Crash.class);
    house.wall().passes(Duration.ofMinutes(3));
    send();
    assertThat(message().state()).isEqualTo(Message.State.SENT);

    held().send(invoice.invoice().id(), message().id());

    assertThat(sms.sent()).hasSize(2);
    assertThat(due(MORNING)).isEmpty();
  }

  @Test
  void what_cannot_be_sent_at_all_is_given_up_and_holds_nothing_up() {
    send();
    sms.refusesForNow();
    assertThatThrownBy(() -> held().send(invoice.invoice().id(), message().id()))
        .isInstanceOf(SendMessage.NotYet.class);

    held().giveUp(invoice.invoice().id(), message().id());

    assertThat(message().state()).isEqualTo(Message.State.FAILED);
    assertThat(due(MORNING)).isEmpty();
  }

  private void send() {
    var issued = house.stores().invoices().findIssued(invoice.invoice().id()).orElseThrow();
    sendMessage(house)
        .send(
            Matter.of(house.open(), laura, issued, invoice.terms()),
            Once.invoice(),
            new Occasion.InvoiceIssued(),
            List.of());
  }

  private SendMessage sendMessage(House by) {
    return new SendMessage(
        by.stores().messages(),
        new ComposeMessage(by.stores().links(), by.wall()),
        courier(),
        by.wall());
  }

  private SendHeld held() {
    var stores = house.stores();
    return new SendHeld(
        stores.tenants(),
        stores.customers(),
        stores.invoices(),
        stores.messages(),
        courier(),
        house.wall());
  }

  private Courier courier() {
    return new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.SEND);
  }

  private Message message() {
    return house.stores().messages().of(invoice.invoice().id()).getFirst();
  }

  private SweepStore.Asked asked() {
    return new SweepStore.Asked.Held(invoice.invoice().id(), message().id());
  }

  /** What the sandbox's clock would ask for, of messages. */
  private List<SweepStore.Asked> due(Instant upTo) {
    var clocks = house.stores().clocks();
    return clocks.open(clocks.due(house.id(), upTo, 100)).stream()
        .map(due -> new SweepStore.DueKey(due.pk(), due.sk()).asks())
        .filter(SweepStore.Asked.Held.class::isInstance)
        .toList();
  }

  private List<String> events() {
    return house.stores().events().of(invoice.invoice().id()).stream()
        .map(EventStore.Told::type)
        .toList();
  }
}
