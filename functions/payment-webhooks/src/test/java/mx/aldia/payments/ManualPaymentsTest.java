package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.payment.Payment;
import mx.aldia.table.LadderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManualPaymentsTest {
  private final Shop shop = new Shop();

  @Test
  void a_payment_settles_its_invoice_and_ends_its_reminders() {
    var invoice = shop.owed(116_000);
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.SCHEDULED);

    var reply =
        shop.pays(
            invoice,
            "{'amount':116000,'method':'transfer','received_on':'2026-01-04','reference':'SPEI 1'}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json())
        .isEqualTo(
            Shop.json(
                """
                {'id':'%s','state':'applied','customer':'%s','amount':116000,'currency':'MXN',
                 'method':'transfer','payment_form':'03','reference':'SPEI 1',
                 'received_on':'2026-01-04','allocations':[{'invoice':'%s','amount':116000}],
                 'unallocated':0,'gateway':null,'gateway_payment':null,
                 'created_at':'2026-01-05T15:00:00Z','version':1}"""
                    .formatted(
                        reply.value("id"),
                        shop.issued(invoice).bill().customer().value(),
                        invoice.value())));
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.books(invoice)).isEqualTo(mxn(0));
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.SETTLED);
    assertThat(shop.history(invoice))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    assertThat(shop.caller.get("/v1/payments/" + reply.value("id")).json()).isEqualTo(reply.json());
  }

  @Test
  void a_part_leaves_the_rest_due_and_its_reminders_on() {
    var invoice = shop.owed(116_000);

    var reply = shop.pays(invoice, 16_000);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.books(invoice)).isEqualTo(mxn(100_000));
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.SCHEDULED);
    assertThat(shop.history(invoice)).containsExactly("invoice.issued", "payment.received");
  }

  @Test
  void what_is_too_much_is_the_customers_credit() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);

    var reply = shop.pays(invoice, 150_000);

    assertThat(reply.json().at("/allocations/0/amount").asLong()).isEqualTo(100_000);
    assertThat(reply.json().path("unallocated").asLong()).isEqualTo(50_000);
    assertThat(shop.credit(customer)).isEqualTo(mxn(50_000));
    assertThat(shop.events.of(customer))
        .extracting(it -> it.type())
        .containsExactly("customer.credit_added");

    var again = shop.pays(invoice, 20_000);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("allocations").isEmpty()).isTrue();
    assertThat(shop.credit(customer)).isEqualTo(mxn(70_000));
    assertThat(shop.books(invoice)).isEqualTo(mxn(0));
  }

  @ParameterizedTest
  @EnumSource(Payment.Method.class)
  void every_way_to_pay_has_its_form_unless_the_caller_says_another(Payment.Method method) {
    var invoice = shop.owed(100_000);
    var word = PaymentJson.word(method);

    var usual = shop.pays(invoice, "{'amount':10000,'method':'%s'}".formatted(word));
    var other =
        shop.pays(invoice, "{'amount':10000,'method':'%s','payment_form':'31'}".formatted(word));

    assertThat(usual.status()).as(usual.text()).isEqualTo(201);
    assertThat(usual.value("payment_form")).isEqualTo(method.form());
    assertThat(other.value("payment_form")).isEqualTo("31");
    assertThat(usual.value("received_on")).isEqualTo("2026-01-05");
  }

  @Test
  void less_than_the_minimum_is_refused_but_never_the_last_of_a_debt() {
    var invoice = shop.owed(shop.customer(), mxn(100_000), Optional.of(mxn(40_000)), 10);

    var little = shop.pays(invoice, 39_999);
    assertThat(little.status()).isEqualTo(422);
    assertThat(little.faults()).containsExactly("/amount below_minimum_payment");
    assertThat(little.text()).contains("400.00 MXN");

    assertThat(shop.pays(invoice, 40_000).status()).isEqualTo(201);
    assertThat(shop.pays(invoice, 40_000).status()).isEqualTo(201);
    assertThat(shop.pays(invoice, 20_000).status()).isEqualTo(201);
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void everything_wrong_is_told_at_once_and_nothing_is_written() {
    var invoice = shop.owed(shop.customer(), mxn(100_000), Optional.of(mxn(40_000)), 10);
    var before = shop.everything();

    var reply =
        shop.pays(
            invoice,
            "{'amount':1,'currency':'USD','method':'gold','payment_form':'99',"
                + "'received_on':'2026-01-06','reference':'','amout':5}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "/amount below_minimum_payment",
            "/currency other_currency",
            "/method not_one_of",
            "/payment_form not_one_of",
            "/received_on later_than_today",
            "/reference blank",
            "/amout unknown_field");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | /amount required,/method required",
        "{'amount':0,'method':'cash'}                  | /amount not_positive",
        "{'amount':-5,'method':'cash'}                 | /amount not_positive",
        "{'amount':10.5,'method':'cash'}               | /amount not_minor_units",
        "{'amount':'10','method':'cash'}               | /amount not_minor_units",
        "{'amount':1e3,'method':'cash'}                | /amount not_minor_units",
        "{'amount':999999999999999999999,'method':'cash'} | /amount too_large",
        "{'amount':null,'method':null}                 | /amount required,/method required",
        "{'amount':5,'method':'CASH'}                  | /method not_one_of",
        "{'amount':5,'method':7}                       | /method not_one_of",
        "{'amount':5,'method':'cash','payment_form':3} | /payment_form not_one_of",
        "{'amount':5,'method':'cash','payment_form':'3'} | /payment_form not_one_of",
        "{'amount':5,'method':'cash','received_on':'2026-02-30'} | /received_on not_a_date",
        "{'amount':5,'method':'cash','received_on':'05/01/2026'} | /received_on not_a_date",
        "{'amount':5,'method':'cash','received_on':'2026-01-06'} | /received_on later_than_today",
        "{'amount':5,'method':'cash','reference':['x']} | /reference not_a_text",
        "{'amount':5,'method':'cash','currency':'mxn'} | /currency not_a_currency",
        "[]                                            | ' not_an_object'"
      })
  void each_wrong_field_is_pointed_at(String body, String faults) {
    var reply = shop.pays(shop.owed(100_000), body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.faults()).containsExactlyInAnyOrder(faults.split(","));
  }

  @Test
  void today_is_the_business_own() {
    var invoice = shop.owed(100_000);
    // In London it is the 21st by then.
    shop.laterOn(LocalDateTime.of(2026, 1, 20, 23, 30));

    assertThat(
            shop.pays(invoice, "{'amount':5,'method':'cash','received_on':'2026-01-20'}").status())
        .isEqualTo(201);
    assertThat(
            shop.pays(invoice, "{'amount':5,'method':'cash','received_on':'2026-01-21'}").faults())
        .containsExactly("/received_on later_than_today");
    assertThat(shop.invoices.ledger(invoice).getLast().valueOn())
        .isEqualTo(LocalDate.of(2026, 1, 20));
  }

  @Test
  void a_draft_or_a_void_invoice_takes_no_money_and_says_its_state() {
    var draft = shop.drafted(shop.customer(), 100_000);
    var taken = shop.owed(100_000);
    shop.voids(taken);
    var before = shop.everything();

    assertThat(shop.pays(draft, 5).status()).isEqualTo(409);
    assertThat(shop.pays(draft, 5).text()).contains("invoice_not_payable", "draft");
    assertThat(shop.pays(taken, 5).status()).isEqualTo(409);
    assertThat(shop.pays(taken, 5).text()).contains("invoice_not_payable", "void");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void money_is_welcome_for_what_was_given_up() {
    var invoice = shop.owed(100_000);
    shop.givesUp(invoice);

    assertThat(shop.pays(invoice, 30_000).status()).isEqualTo(201);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(70_000));
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.SETTLED);

    assertThat(shop.pays(invoice, 70_000).status()).isEqualTo(201);
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void of_another_tenants_things_nobody_learns_more_than_that_they_are_not_there() {
    var theirs = new Shop();
    var invoice = theirs.owed(100_000);
    var payment = theirs.pays(invoice, 5).value("id");
    var before = theirs.everything();

    for (var body : new String[] {"{'amount':5,'method':'cash'}", "{}", "{'x':1}"}) {
      assertThat(shop.pays(invoice, body).status()).isEqualTo(404);
    }
    assertThat(shop.caller.get("/v1/payments/" + payment).status()).isEqualTo(404);
    assertThat(shop.caller.post("/v1/payments/" + payment + "/clear", "{}").status())
        .isEqualTo(404);
    assertThat(shop.caller.post("/v1/payments/" + payment + "/reverse", "{}").status())
        .isEqualTo(404);
    assertThat(shop.caller.get("/v1/payments?invoice=" + invoice.value()).json().path("data"))
        .isEmpty();
    var customer = theirs.issued(invoice).bill().customer().value();
    var reply =
        shop.caller.post(
            "/v1/payments",
            "{'customer':'%s','amount':5,'currency':'MXN','method':'cash','allocations':[{'invoice':'%s','amount':5}]}"
                .formatted(customer, invoice.value()));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "/customer no_such_customer", "/allocations/0/invoice no_such_invoice");
    assertThat(theirs.everything()).isEqualTo(before);
  }

  @Test
  void a_reference_told_twice_is_one_payment_until_it_is_taken_back() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var body = "{'amount':40000,'method':'transfer','reference':'SPEI  8846'}";
    var first = shop.pays(invoice, body);

    var again = shop.pays(invoice, body.replace("SPEI  8846", "spei 8846"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("payment_already_recorded", first.value("id"));
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(60_000));

    assertThat(shop.pays(shop.owed(100_000), body).status()).isEqualTo(201);

    var id = first.value("id");
    assertThat(shop.caller.post("/v1/payments/" + id + "/reverse", "{}").status()).isEqualTo(200);
    var corrected = shop.pays(invoice, body.replace("40000", "50000"));
    assertThat(corrected.status()).isEqualTo(201);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(50_000));
    assertThat(shop.pays(invoice, body).text()).contains(corrected.value("id"));
  }

  @Test
  void without_a_reference_two_payments_are_two() {
    var invoice = shop.owed(100_000);

    assertThat(shop.pays(invoice, 10_000).status()).isEqualTo(201);
    assertThat(shop.pays(invoice, 10_000).status()).isEqualTo(201);

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(80_000));
  }

  @Test
  void a_request_repeated_under_its_key_is_answered_as_the_first_time() {
    var invoice = shop.owed(100_000);
    var caller = shop.caller.with("idempotency-key", "k-1");
    var path = "/v1/invoices/" + invoice.value() + "/payments";
    var body = "{'amount':10000,'method':'cash','reference':'recibo 7'}";

    var first = caller.post(path, body);
    var second = caller.post(path, body);
    var other = caller.post(path, body.replace("10000", "20000"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(90_000));
  }
}
