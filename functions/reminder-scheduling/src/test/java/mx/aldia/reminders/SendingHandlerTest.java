package mx.aldia.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.collections.Step;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.request.Attempt;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.given.Post;
import mx.aldia.given.Stores;
import mx.aldia.sending.Courier;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.LadderState;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class SendingHandlerTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final ZoneId MEXICO_CITY = ZoneId.of("America/Mexico_City");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Before before = new Before();
  private final Post<Email> mail = new Post<>();
  private final Post<Sms> sms = new Post<>();
  private House house = House.live(TABLE);
  private Customer laura = house.customer();
  private SendingHandler handler = handler(house);

  /** The clock of {@link House} begins on Sunday, 1 November 2026; invoices are due on the 16th. */
  @Test
  void each_step_goes_out_once_in_order_and_firmer_on_contact_days_at_the_first_hour() {
    var invoice = reminded();

    climb(invoice);

    assertThat(mail.sent().stream().map(Email::at).map(SendingHandlerTest::local))
        .containsExactly(
            "2026-11-13T09:00", // three days before
            "2026-11-17T09:00", // the 16th is the day of the Revolution
            "2026-11-19T09:00",
            "2026-11-23T09:00",
            "2026-12-01T09:00");
    var messages = messages(invoice);
    assertThat(messages).extracting(it -> it.step().orElseThrow()).containsExactly(0, 1, 2, 3, 4);
    assertThat(messages)
        .extracting(it -> it.tone().orElseThrow())
        .containsExactly("friendly", "friendly", "friendly", "firm", "formal");
    assertThat(messages).extracting(Message::state).containsOnly(Message.State.SENT);
    assertThat(messages).extracting(it -> it.unsubscribeUrl().isPresent()).containsOnly(true);
    assertThat(told(invoice)).filteredOn("reminder.sent"::equals).hasSize(5);
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.DONE);
  }

  @Test
  void the_words_say_how_it_stands_on_the_day_they_go_out() {
    var invoice = reminded();
    house.pays(invoice, "160.00");

    due(invoice);

    assertThat(mail.sent().getFirst().text())
        .contains("$1,000.00 MXN")
        .contains(house.stores().links().page(invoice, 1));
    assertThat(mail.sent().getFirst().to().address()).isEqualTo("laura@laesquina.example");
  }

  @Test
  void a_command_that_comes_too_early_does_nothing() {
    var invoice = reminded();
    house.wall().shows(at(invoice).minusSeconds(1));

    assertThat(obey(invoice)).isEmpty();

    assertThat(mail.sent()).isEmpty();
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.SCHEDULED);
  }

  @Test
  void a_command_that_is_delivered_ten_times_sends_once() {
    var invoice = reminded();
    house.wall().shows(at(invoice));

    for (int i = 0; i < 10; i++) {
      assertThat(obey(invoice)).isEmpty();
    }

    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void twenty_commands_at_once_send_once() throws Exception {
    var invoice = reminded();
    house.wall().shows(at(invoice));

    try (var together = Executors.newFixedThreadPool(20)) {
      Callable<List<BatchItemFailure>> one = () -> obey(invoice);
      for (var answer : together.invokeAll(Collections.nCopies(20, one))) {
        assertThat(answer.get()).isEmpty();
      }
    }

    assertThat(mail.sent()).hasSize(1);
    assertThat(messages(invoice)).hasSize(1);
  }

  @Test
  void a_payment_between_the_decision_and_the_sending_is_in_time() {
    var invoice = reminded();
    before.write(() -> house.pays(invoice, "1160.00"));

    due(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(messages(invoice)).isEmpty();
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.SETTLED);
  }

  @Test
  void a_part_payment_between_the_decision_and_the_sending_changes_the_words() {
    var invoice = reminded();
    before.write(() -> house.pays(invoice, "160.00"));

    due(invoice);

    assertThat(mail.sent()).hasSize(1);
    assertThat(mail.sent().getFirst().text()).contains("$1,000.00 MXN");
  }

  @Test
  void what_was_paid_or_taken_back_is_not_reminded_by_an_old_command() {
    var paid = reminded();
    var voided = reminded();
    house.wall().shows(at(paid));
    house.pays(paid, "1160.00");
    house.voids(voided);

    obey(paid);
    obey(voided);

    assertThat(mail.sent()).isEmpty();
  }

  @Test
  void a_sender_that_dies_is_not_followed_by_another() {
    var invoice = reminded();
    mail.isTheLastThingTheSenderDoes();
    house.wall().shows(at(invoice));

    assertThat(obey(invoice)).hasSize(1);
    assertThat(obey(invoice)).isEmpty();
    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.SENDING);
    house.wall().passes(LEASE);
    assertThat(obey(invoice)).isEmpty();

    assertThat(mail.sent()).hasSize(1);
    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.UNKNOWN);
    assertThat(told(invoice)).contains("reminder.unconfirmed").doesNotContain("reminder.sent");
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void a_lost_answer_counts_as_sent() {
    var invoice = reminded();
    mail.givesNoAnswer();

    due(invoice);

    assertThat(mail.sent()).hasSize(1);
    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.UNKNOWN);
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void a_slow_sender_does_not_undo_what_was_given_up() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    var quick = handler;
    var slow =
        whileOnItsWay(
            () -> {
              house.wall().passes(LEASE);
              handler = quick;
              obey(invoice);
            });
    handler = slow;

    assertThat(obey(invoice)).isEmpty();

    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.UNKNOWN);
    assertThat(told(invoice)).doesNotContain("reminder.sent");
  }

  @Test
  void a_pause_while_it_is_on_its_way_holds_the_rest_and_repeats_nothing() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    handler = whileOnItsWay(() -> pause(invoice));

    obey(invoice);

    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.SENT);
    assertThat(told(invoice)).contains("reminder.sent");
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.PAUSED);
    assertThat(ladder(invoice).progress().lastOffset()).contains(-3);
  }

  @Test
  void a_sender_that_dies_while_the_business_pauses_has_used_its_step() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    mail.isTheLastThingTheSenderDoes();
    handler = whileOnItsWay(() -> pause(invoice));

    assertThat(obey(invoice)).hasSize(1);

    assertThat(ladder(invoice).state()).isEqualTo(LadderState.PAUSED);
    assertThat(ladder(invoice).begun().lastOffset()).contains(-3);
    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.SENDING);
    house.wall().passes(LEASE);
    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.UNKNOWN);
    assertThat(onlyMessage(invoice).reason()).contains("sender_lost");
  }

  @Test
  void a_payment_while_it_is_on_its_way_ends_the_ladder_and_the_message_is_told_as_sent() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    handler = whileOnItsWay(() -> house.pays(invoice, "1160.00"));

    obey(invoice);

    assertThat(onlyMessage(invoice).state()).isEqualTo(Message.State.SENT);
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.SETTLED);
    assertThat(ladder(invoice).at()).isEmpty();
  }

  @Test
  void a_paused_invoice_is_left_alone() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    pause(invoice);

    assertThat(obey(invoice)).isEmpty();

    assertThat(mail.sent()).isEmpty();
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.PAUSED);
  }

  @Test
  void a_way_that_refuses_for_good_is_followed_by_the_next_one_in_the_same_step() {
    var invoice = reminded();
    mail.refusesForGood();

    due(invoice);

    assertThat(sms.sent()).hasSize(1);
    assertThat(messages(invoice))
        .extracting(Message::state)
        .containsExactlyInAnyOrder(Message.State.BOUNCED, Message.State.SENT);
    assertThat(told(invoice)).contains("message.bounced", "reminder.sent");
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void a_step_that_no_way_takes_for_good_is_let_go() {
    var invoice = reminded();
    mail.refusesForGood();
    sms.refusesForGood();

    due(invoice);

    assertThat(messages(invoice)).extracting(Message::state).containsOnly(Message.State.BOUNCED);
    assertThat(told(invoice)).filteredOn("message.bounced"::equals).hasSize(2);
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void a_step_refused_for_now_is_tried_on_the_next_contact_day() {
    var invoice = reminded();
    climb(invoice, 3);
    mail.refusesForNow();

    due(invoice);
    assertThat(messages(invoice).getLast().state()).isEqualTo(Message.State.FAILED);
    assertThat(local(at(invoice))).isEqualTo("2026-11-24T09:00");
    due(invoice);

    assertThat(messages(invoice).getLast().state()).isEqualTo(Message.State.SENT);
    assertThat(messages(invoice).getLast().step()).contains(3);
    assertThat(local(at(invoice))).isEqualTo("2026-12-01T09:00");
  }

  @Test
  void a_step_refused_for_now_on_three_days_is_let_go() {
    var invoice = reminded();
    climb(invoice, 4);
    mail.refusesForNow().refusesForNow().refusesForNow();

    climb(invoice);

    assertThat(mail.sent()).hasSize(4);
    assertThat(messages(invoice)).hasSize(7);
    assertThat(ladder(invoice).state()).isEqualTo(LadderState.DONE);
    assertThat(told(invoice)).containsOnlyOnce("reminder.suppressed");
  }

  @Test
  void two_invoices_of_one_customer_go_out_on_two_days_and_neither_is_lost() {
    var one = reminded();
    var other = reminded();
    house.wall().shows(at(one));

    obey(one);
    obey(other);

    assertThat(mail.sent()).hasSize(1);
    assertThat(local(at(other))).isEqualTo("2026-11-17T09:00"); // Monday rests
    due(other);
    assertThat(mail.sent()).hasSize(2);
    assertThat(mail.sent().getLast().text()).contains(house.stores().links().page(other, 1));
  }

  @Test
  void two_invoices_of_one_customer_at_once_take_one_day_each() throws Exception {
    var one = reminded();
    var other = reminded();
    house.wall().shows(at(one));

    try (var together = Executors.newFixedThreadPool(2)) {
      Callable<List<BatchItemFailure>> first = () -> obey(one);
      Callable<List<BatchItemFailure>> second = () -> obey(other);
      for (var answer : together.invokeAll(List.of(first, second))) {
        assertThat(answer.get()).isEmpty();
      }
    }

    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void who_opted_out_is_reached_by_another_agreed_way_and_not_on_the_same_day() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    house.stores().customers().optOut(house.open().time(), laura.id(), ChannelKind.EMAIL);

    obey(invoice);
    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).isEmpty();
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
    due(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).hasSize(1);
  }

  @Test
  void who_closed_every_way_is_left_alone_and_each_step_says_so() {
    var invoice = reminded();
    house.stores().customers().optOut(house.open().time(), laura.id(), ChannelKind.EMAIL);
    house.stores().customers().optOut(house.open().time(), laura.id(), ChannelKind.SMS);

    climb(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(sms.sent()).isEmpty();
    assertThat(suppressions(invoice)).hasSize(5).allMatch(it -> it.contains("no_channel"));
  }

  @Test
  void without_somebody_to_ask_nothing_goes_out() {
    house = House.withoutSupport(TABLE);
    laura = house.customer();
    handler = handler(house);
    var invoice = reminded();

    due(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(suppressions(invoice)).hasSize(1);
    assertThat(suppressions(invoice).getFirst()).contains("support_contact_missing");
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void after_hours_a_step_waits_for_the_next_morning() {
    var invoice = reminded();
    house.wall().shows(at(invoice).plus(Duration.ofHours(11)));

    obey(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(local(at(invoice))).isEqualTo("2026-11-17T09:00");
  }

  @Test
  void after_an_outage_the_latest_step_speaks_for_those_that_were_missed() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-24T16:00:00Z"));

    obey(invoice);

    assertThat(mail.sent()).hasSize(1);
    assertThat(onlyMessage(invoice).step()).contains(3);
    assertThat(suppressions(invoice)).hasSize(1);
    assertThat(suppressions(invoice).getFirst()).contains("overtaken");
  }

  @Test
  void a_step_that_a_person_decides_does_not_go_out_by_itself() {
    policy(step(-3, Tone.FRIENDLY, Step.Mode.MANUAL), step(5, Tone.FINAL, Step.Mode.AUTO));
    var invoice = reminded();

    climb(invoice);

    assertThat(mail.sent()).isEmpty();
    assertThat(suppressions(invoice)).hasSize(2);
    assertThat(suppressions(invoice).getFirst()).contains("manual_step");
    assertThat(suppressions(invoice).getLast()).contains("last_word");
  }

  @Test
  void a_changed_policy_holds_for_what_is_left_and_repeats_nothing() {
    var invoice = reminded();
    due(invoice);
    policy(step(0, Tone.FRIENDLY, Step.Mode.AUTO), step(4, Tone.FIRM, Step.Mode.AUTO));

    climb(invoice);

    assertThat(mail.sent().stream().map(Email::at).map(SendingHandlerTest::local))
        .containsExactly("2026-11-13T09:00", "2026-11-17T09:00", "2026-11-20T09:00");
  }

  @Test
  void a_step_that_the_policy_lost_gives_way_to_those_it_has() {
    var invoice = reminded();
    policy(step(10, Tone.FIRM, Step.Mode.AUTO));

    due(invoice);
    assertThat(mail.sent()).isEmpty();
    due(invoice);

    assertThat(local(mail.sent().getFirst().at())).isEqualTo("2026-11-26T09:00");
  }

  @Test
  void an_invoice_is_overdue_from_the_day_after_it_was_due_and_says_so_once() {
    var invoice = reminded();
    house.wall().shows(Instant.parse("2026-11-17T05:59:59Z"));
    assertThat(obey(overdueKey(invoice))).isEmpty();
    assertThat(told(invoice)).doesNotContain("invoice.overdue");

    house.wall().passes(Duration.ofSeconds(1));
    for (int i = 0; i < 3; i++) {
      assertThat(obey(overdueKey(invoice))).isEmpty();
    }

    assertThat(told(invoice)).containsOnlyOnce("invoice.overdue");
  }

  @Test
  void what_was_paid_in_time_is_never_overdue() {
    var invoice = reminded();
    before.write(() -> house.pays(invoice, "1160.00"));
    house.wall().shows(Instant.parse("2026-11-17T06:00:00Z"));

    assertThat(obey(overdueKey(invoice))).isEmpty();

    assertThat(told(invoice)).doesNotContain("invoice.overdue");
  }

  @Test
  void the_command_is_what_the_queue_brings() {
    var invoice = reminded();
    house.wall().shows(at(invoice));

    var command = Payload.of("sqs-reminder-command.json").about(invoice, laura.id());

    assertThat(command.failuresOf(handler)).isEmpty();
    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void a_command_is_tried_as_often_as_its_queue_brings_it() throws IOException {
    var template = Files.readString(Path.of(System.getProperty("aldia.root"), "template.yaml"));
    var queue = template.substring(template.indexOf("  RemindersQueue:"));

    assertThat(queue.substring(queue.indexOf("maxReceiveCount"), queue.indexOf("  RemindersDead")))
        .startsWith("maxReceiveCount: " + Commands.TRIES);
  }

  @Test
  void one_command_that_fails_leaves_the_others_alone() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    var batch =
        commands(1, "{\"pk\":\"T#x\",\"sk\":\"DUE#NOTHING\"}", "no json", ladderKey(invoice));

    assertThat(handle(batch))
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("0", "1");
    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void a_ladder_that_fails_to_the_last_try_is_out_of_the_way_for_a_day() {
    var invoice = reminded();
    house.wall().shows(at(invoice));
    for (int received = 1; received <= Commands.TRIES; received++) {
      before.write(
          () -> {
            throw new IllegalStateException("broken");
          });
      assertThat(handle(commands(received, ladderKey(invoice)))).hasSize(1);
    }

    assertThat(at(invoice)).isEqualTo(house.wall().instant().plus(Duration.ofDays(1)));
  }

  private InvoiceId reminded() {
    return house.reminded(laura, "1160.00").invoice().id();
  }

  /** Its instant comes, and its command. */
  private void due(InvoiceId invoice) {
    house.wall().shows(at(invoice));
    assertThat(obey(invoice)).isEmpty();
  }

  private void climb(InvoiceId invoice) {
    climb(invoice, Integer.MAX_VALUE);
  }

  private void climb(InvoiceId invoice, int most) {
    for (int i = 0; i < most && ladder(invoice).state() == LadderState.SCHEDULED; i++) {
      due(invoice);
    }
  }

  private List<BatchItemFailure> obey(InvoiceId invoice) {
    return obey(ladderKey(invoice));
  }

  private List<BatchItemFailure> obey(String command) {
    return handle(commands(1, command));
  }

  private List<BatchItemFailure> handle(SQSEvent batch) {
    return handler.handleRequest(batch, new TestContext()).getBatchItemFailures();
  }

  private LadderEntry ladder(InvoiceId invoice) {
    return house.stores().invoices().ladder(invoice).orElseThrow();
  }

  private Instant at(InvoiceId invoice) {
    return ladder(invoice).at().orElseThrow();
  }

  private List<Message> messages(InvoiceId invoice) {
    return house.stores().messages().of(invoice);
  }

  private Message onlyMessage(InvoiceId invoice) {
    assertThat(messages(invoice)).hasSize(1);
    return messages(invoice).getFirst();
  }

  private List<String> told(InvoiceId invoice) {
    return house.stores().events().of(invoice).stream().map(EventStore.Told::type).toList();
  }

  private List<String> suppressions(InvoiceId invoice) {
    return house.stores().events().of(invoice).stream()
        .filter(it -> it.type().equals("reminder.suppressed"))
        .map(EventStore.Told::data)
        .toList();
  }

  private void policy(Step... steps) {
    var policies = house.stores().policies();
    var was = policies.find(house.open().tenant().defaultPolicy()).orElseThrow();
    var next =
        new ReminderPolicy(
            was.id(),
            was.name(),
            List.of(steps),
            was.window(),
            was.maxPerWeek(),
            was.saturdays(),
            was.lateInterest(),
            was.version() + 1);
    assertThat(policies.save(next, was.version())).isTrue();
  }

  private static Step step(int offsetDays, Tone tone, Step.Mode mode) {
    return new Step(offsetDays, tone, List.of(ChannelKind.EMAIL), mode, Optional.empty());
  }

  private void pause(InvoiceId invoice) {
    var invoices = house.stores().invoices();
    var open = (Invoice.Open) invoices.findIssued(invoice).orElseThrow();
    var change = open.pauseReminders(true).orElseThrow();
    assertThat(
            invoices.save(
                house.open().time(),
                open,
                change,
                new InvoiceStore.Reminding.Pause(),
                Attempt.once()))
        .isEqualTo(InvoiceStore.Saved.SAVED);
  }

  /** A sender to whom this happens when it has begun and not yet sent. */
  private SendingHandler whileOnItsWay(Runnable happens) {
    return handler(
        house,
        new Courier(
            it -> {
              happens.run();
              return mail.send(it);
            },
            sms,
            "avisos@aldia.example",
            Courier.Sandbox.SEND));
  }

  private SendingHandler handler(House of) {
    return handler(of, new Courier(mail, sms, "avisos@aldia.example", Courier.Sandbox.SEND));
  }

  private SendingHandler handler(House of, Courier courier) {
    var stores = Stores.over(new Table(TABLE.client(before), TABLE.name()), of.wall());
    return new SendingHandler(stores.deployment(), courier);
  }

  private static String ladderKey(InvoiceId invoice) {
    return command(invoice, "DUE#LADDER");
  }

  private static String overdueKey(InvoiceId invoice) {
    return command(invoice, "DUE#OVERDUE");
  }

  private static String command(InvoiceId invoice, String entry) {
    return "{\"pk\":\"T#%s#I#%s\",\"sk\":\"%s\"}"
        .formatted(invoice.tenant().value(), invoice.value(), entry);
  }

  private static SQSEvent commands(int received, String... bodies) {
    var messages = new ArrayList<SQSEvent.SQSMessage>();
    for (var body : bodies) {
      var message = new SQSEvent.SQSMessage();
      message.setMessageId(Integer.toString(messages.size()));
      message.setBody(body);
      message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(received)));
      messages.add(message);
    }
    var batch = new SQSEvent();
    batch.setRecords(messages);
    return batch;
  }

  private static String local(Instant at) {
    return at.atZone(MEXICO_CITY).toLocalDateTime().toString();
  }
}
