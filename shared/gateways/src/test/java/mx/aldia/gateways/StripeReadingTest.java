package mx.aldia.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment.Method;
import mx.aldia.gateways.ProviderNotice.Disputed;
import mx.aldia.gateways.ProviderNotice.Failed;
import mx.aldia.gateways.ProviderNotice.NotAboutMoney;
import mx.aldia.gateways.ProviderNotice.Pending;
import mx.aldia.gateways.ProviderNotice.Received;
import mx.aldia.gateways.ProviderNotice.Refunded;
import mx.aldia.gateways.ProviderNotice.Stage;
import mx.aldia.gateways.ProviderNotice.Subject;
import mx.aldia.gateways.ProviderNotice.Unclear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes are those of Stripe's published fixtures, cut to what is read of them. */
class StripeReadingTest {
  private static final String META = "'metadata':{'aldia_invoice':'inv_1'}";
  private static final Subject INTENT =
      new Subject(
          "pi_1",
          Optional.of("inv_1"),
          Optional.of(Instant.ofEpochSecond(1_767_625_190)),
          Optional.of(true));

  @Test
  void three_events_of_one_payment_are_one_money() {
    var session =
        read(
            "checkout.session.completed",
            "{'object':'checkout.session','id':'cs_1','mode':'payment','payment_intent':'pi_1',"
                + "'payment_status':'paid','amount_total':116000,'currency':'mxn',"
                + "'payment_method_types':['card'],"
                + META
                + "}");
    var intent =
        read(
            "payment_intent.succeeded",
            "{'object':'payment_intent','id':'pi_1','status':'succeeded','amount':116000,"
                + "'amount_received':116000,'currency':'mxn','payment_method_types':['card'],"
                + META
                + "}");
    var charge =
        read(
            "charge.succeeded",
            "{'object':'charge','id':'ch_1','payment_intent':'pi_1','status':'succeeded',"
                + "'paid':true,'captured':true,'amount':116000,'amount_captured':116000,"
                + "'currency':'mxn','payment_method_details':{'type':'card',"
                + "'card':{'funding':'debit'}},"
                + META
                + "}");

    assertThat(session)
        .isEqualTo(new Received(INTENT, mxn(116000), Optional.of(Method.CARD_CREDIT)))
        .isEqualTo(intent);
    assertThat(charge).isEqualTo(new Received(INTENT, mxn(116000), Optional.of(Method.CARD_DEBIT)));
  }

  @Test
  void a_charge_without_an_intent_is_its_own_money() {
    assertThat(
            read(
                "charge.succeeded",
                "{'object':'charge','id':'ch_1','payment_intent':null,'status':'succeeded',"
                    + "'paid':true,'captured':true,'amount_captured':100,'currency':'usd',"
                    + "'metadata':{}}"))
        .isEqualTo(
            new Received(
                new Subject("ch_1", Optional.empty(), INTENT.occurredAt(), INTENT.live()),
                new Money(100, Currency.getInstance("USD")),
                Optional.empty()));
  }

  @Test
  void a_voucher_that_was_printed_is_no_money_until_it_is_paid() {
    var session =
        "{'object':'checkout.session','id':'cs_1','mode':'payment','payment_intent':'pi_1',"
            + "'payment_status':'%s','amount_total':116000,'currency':'mxn',"
            + "'payment_method_types':['oxxo'],"
            + META
            + "}";

    assertThat(read("checkout.session.completed", session.formatted("unpaid")))
        .isEqualTo(new Pending(INTENT));
    assertThat(read("checkout.session.async_payment_succeeded", session.formatted("paid")))
        .isEqualTo(new Received(INTENT, mxn(116000), Optional.of(Method.PAYMENT_POINT)));
    assertThat(read("checkout.session.async_payment_failed", session.formatted("unpaid")))
        .isEqualTo(new Failed(INTENT, "unpaid"));
    assertThat(read("checkout.session.completed", session.formatted("no_payment_required")))
        .isEqualTo(new NotAboutMoney());
    assertThat(read("checkout.session.completed", session.formatted("whatever")))
        .isEqualTo(new Unclear("payment_status"));
  }

  @ParameterizedTest
  @CsvSource({
    "payment_intent.succeeded, processing",
    "payment_intent.processing, processing",
    "payment_intent.requires_action, requires_action",
    "payment_intent.partially_funded, requires_action",
    "payment_intent.amount_capturable_updated, requires_capture"
  })
  void an_intent_that_has_not_succeeded_is_no_money(String type, String status) {
    assertThat(
            read(
                type,
                "{'object':'payment_intent','id':'pi_1','status':'%s','amount_received':0,%s}"
                    .formatted(status, META)))
        .isEqualTo(new Pending(INTENT));
  }

  @Test
  void a_card_that_was_only_authorised_is_no_money_until_it_is_captured() {
    var charge =
        "{'object':'charge','id':'ch_1','payment_intent':'pi_1','status':'succeeded','paid':true,"
            + "'captured':%s,'amount':116000,'amount_captured':%d,'currency':'mxn',"
            + META
            + "}";

    assertThat(read("charge.succeeded", charge.formatted(false, 0))).isEqualTo(new Pending(INTENT));
    assertThat(read("charge.captured", charge.formatted(true, 50000)))
        .isEqualTo(new Received(INTENT, mxn(50000), Optional.empty()));
  }

  @Test
  void what_failed_says_why() {
    assertThat(
            read(
                "payment_intent.payment_failed",
                "{'object':'payment_intent','id':'pi_1','last_payment_error':"
                    + "{'code':'card_declined'},"
                    + META
                    + "}"))
        .isEqualTo(new Failed(INTENT, "card_declined"));
    assertThat(
            read(
                "checkout.session.expired",
                "{'object':'checkout.session','id':'cs_1','payment_intent':null,"
                    + "'payment_status':'unpaid',"
                    + META
                    + "}"))
        .isEqualTo(
            new Failed(
                new Subject("cs_1", Optional.of("inv_1"), INTENT.occurredAt(), INTENT.live()),
                "expired"));
  }

  @Test
  void refunds_are_told_as_their_sum() {
    assertThat(
            read(
                "charge.refunded",
                "{'object':'charge','id':'ch_1','payment_intent':'pi_1','amount':116000,"
                    + "'amount_refunded':30000,'currency':'mxn',"
                    + META
                    + "}"))
        .isEqualTo(new Refunded(INTENT, mxn(30000)));
    assertThat(read("refund.created", refund("succeeded"))).isEqualTo(new NotAboutMoney());
    assertThat(read("refund.failed", refund("failed"))).isEqualTo(new Unclear("refund_came_back"));
  }

  @ParameterizedTest
  @CsvSource({
    "charge.dispute.created, needs_response, OPENED",
    "charge.dispute.updated, under_review, CHANGED",
    "charge.dispute.funds_withdrawn, needs_response, FUNDS_WITHDRAWN",
    "charge.dispute.funds_reinstated, won, FUNDS_REINSTATED",
    "charge.dispute.closed, won, WON",
    "charge.dispute.closed, warning_closed, WON",
    "charge.dispute.closed, lost, LOST"
  })
  void a_dispute_names_the_money_it_is_about(String type, String status, Stage stage) {
    assertThat(
            read(
                type,
                "{'object':'dispute','id':'dp_1','charge':'ch_1','payment_intent':'pi_1',"
                    + "'status':'%s','amount':116000,'currency':'mxn','metadata':{}}"
                        .formatted(status)))
        .isEqualTo(
            new Disputed(
                new Subject("pi_1", Optional.empty(), INTENT.occurredAt(), INTENT.live()),
                "dp_1",
                mxn(116000),
                stage));
  }

  @Test
  void an_invoice_made_at_stripe_names_its_intent_or_waits_for_a_person() {
    assertThat(read("invoice.paid", invoice(",'payment_intent':'pi_1'")))
        .isEqualTo(new Received(INTENT, mxn(116000), Optional.empty()));
    assertThat(read("invoice.paid", invoice(""))).isEqualTo(new Unclear("no_payment_id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-5", "1.5", "null", "'116000'", "9223372036854775808", "true", "{}", "1e3"})
  void an_amount_that_is_none_is_for_a_person(String amount) {
    assertThat(
            read(
                "payment_intent.succeeded",
                "{'object':'payment_intent','id':'pi_1','status':'succeeded','currency':'mxn',"
                    + "'amount_received':"
                    + amount
                    + "}"))
        .isEqualTo(new Unclear("amount"));
  }

  @ParameterizedTest
  @CsvSource({
    "mxn, 116000, 116000",
    "usd, 116000, 116000",
    "jpy, 1160, 1160",
    "clp, 1160, 1160",
    "kwd, 1160, 1160",
    "mga, 1160, 116000",
    "isk, 116000, 1160",
    "ugx, 116000, 1160"
  })
  void stripes_minor_units_become_those_of_the_currency(String code, long theirs, long ours) {
    assertThat(paid(code, theirs))
        .isInstanceOfSatisfying(
            Received.class, it -> assertThat(it.amount().minor()).isEqualTo(ours));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xx", "mxnn", "zzq"})
  void a_currency_that_does_not_exist_is_for_a_person(String code) {
    assertThat(paid(code, 100)).isEqualTo(new Unclear("amount"));
    assertThat(paid("isk", 150)).isEqualTo(new Unclear("amount"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan.created", "customer.updated", "payout.paid", "", "no.such.event"})
  void what_is_not_about_money_changes_no_book(String type) {
    assertThat(read(type, "{'object':'plan','id':'price_1','amount':2000,'currency':'usd'}"))
        .isEqualTo(new NotAboutMoney());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "{}", "{'object':'payment_intent'}", "{'id':7}"})
  void an_object_without_its_fields_is_for_a_person(String object) {
    for (var type :
        new String[] {
          "payment_intent.succeeded",
          "charge.succeeded",
          "charge.refunded",
          "charge.dispute.created",
          "checkout.session.expired"
        }) {
      assertThat(read(type, object)).isInstanceOf(Unclear.class);
    }
  }

  @Test
  void thin_events_are_not_used() {
    var thin =
        "{'id':'evt_1','object':'v2.core.event','type':'v2.core.account.updated',"
            + "'created':'2026-01-05T15:00:00.000Z','livemode':true,"
            + "'related_object':{'id':'pi_1'}}";

    assertThat(stripe(thin)).isEqualTo(new NotAboutMoney());
  }

  @Test
  void a_notice_that_does_not_say_when_or_in_which_mode_is_still_understood() {
    var bare =
        "{'id':'evt_1','type':'payment_intent.processing',"
            + "'data':{'object':{'object':'payment_intent','id':'pi_1'}}}";

    assertThat(stripe(bare))
        .isEqualTo(
            new Pending(new Subject("pi_1", Optional.empty(), Optional.empty(), Optional.empty())));
  }

  @Test
  void a_time_no_calendar_has_is_for_a_person() {
    var event =
        "{'id':'evt_1','object':'event','type':'payment_intent.processing','livemode':true,"
            + "'created':WHEN,'data':{'object':{'object':'payment_intent','id':'pi_1'}}}";

    for (var created : new String[] {"-1", "9223372036854775807", "1e400", "null", "'x'"}) {
      assertThat(stripe(event.replace("WHEN", created))).isEqualTo(new Unclear("time_or_mode"));
    }
  }

  private static ProviderNotice paid(String currency, long amount) {
    return read(
        "payment_intent.succeeded",
        "{'object':'payment_intent','id':'pi_1','status':'succeeded','currency':'%s',"
                .formatted(currency)
            + "'amount_received':%d}".formatted(amount));
  }

  private static String refund(String status) {
    return "{'object':'refund','id':'re_1','charge':'ch_1','payment_intent':'pi_1',"
        + "'status':'%s','amount':30000,'currency':'mxn'}".formatted(status);
  }

  private static String invoice(String more) {
    return "{'object':'invoice','id':'in_1','amount_paid':116000,'currency':'mxn',"
        + META
        + more
        + "}";
  }

  private static ProviderNotice read(String type, String object) {
    return stripe(
        "{'id':'evt_1','object':'event','type':'%s','created':1767625190,'livemode':true,"
                .formatted(type)
            + "'data':{'object':"
            + object
            + "}}");
  }

  private static ProviderNotice stripe(String event) {
    return new StripeGateway().read(event.replace('\'', '"').getBytes(UTF_8));
  }
}
