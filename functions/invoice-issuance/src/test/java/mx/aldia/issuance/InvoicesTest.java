package mx.aldia.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

class InvoicesTest {
  private static final House HOUSE = new House();

  private final HttpCaller studio = HOUSE.business();

  private String customer() {
    return studio
        .post("/v1/customers", "{'name':'Café Niebla','email':'pagos@niebla.example'}")
        .value("id");
  }

  private String body(String rest) {
    return """
        {'customer':'%s','lines':[{'description':'Diseño de menú','quantity':'1',\
        'unit_price':'1000.00','taxes':[{'type':'iva','rate':'0.16'}]}],'due_date':'2026-01-20'%s}"""
        .formatted(customer(), rest);
  }

  @Test
  void a_draft_has_totals_and_neither_number_nor_link() {
    var draft = studio.post("/v1/invoices", body(""));

    assertThat(draft.status()).isEqualTo(201);
    assertThat(draft.value("state")).isEqualTo("draft");
    assertThat(draft.json().path("total").asLong()).isEqualTo(116_000);
    assertThat(draft.json().path("number").isNull()).isTrue();
    assertThat(draft.json().path("hosted_invoice_url").isNull()).isTrue();
  }

  @Test
  void an_issued_invoice_has_number_link_due_date_and_its_first_reminder() {
    var invoice = studio.post("/v1/invoices", body(",'issue':true"));

    assertThat(invoice.status()).as(invoice.text()).isEqualTo(201);
    assertThat(invoice.value("state")).isEqualTo("open");
    assertThat(invoice.value("number")).isEqualTo("A-1");
    assertThat(invoice.value("issue_date")).isEqualTo("2026-01-05");
    assertThat(invoice.value("hosted_invoice_url")).startsWith("https://pagos.example.mx/i/");
    // Three days before the 20th is a Saturday, so it goes the Friday before.
    assertThat(invoice.value("next_reminder_at")).startsWith("2026-01-16T");
    assertThat(studio.get("/v1/invoices/" + invoice.value("id")).json()).isEqualTo(invoice.json());
  }

  @Test
  void withholdings_and_discounts_change_what_the_customer_pays() {
    var invoice =
        studio.post(
            "/v1/invoices",
            """
            {'customer':'%s','days_until_due':15,'lines':[
              {'description':'Honorarios','quantity':'1','unit_price':'10000','discount':100000,
               'taxes':[{'type':'iva','rate':'0.16'}],
               'withholdings':[{'type':'isr','rate':'0.10'},{'type':'iva','rate':'0.106667'}]},
              {'description':'Libro','quantity':'2','unit_price':'150','taxes':[{'type':'iva','rate':'0'}]},
              {'description':'Curso','quantity':'1','unit_price':'500','taxes':[{'type':'iva','exempt':true}]}],
             'issue':true}"""
                .formatted(customer()));

    assertThat(invoice.json().path("subtotal").asLong()).isEqualTo(1_080_000);
    assertThat(invoice.json().path("discount_total").asLong()).isEqualTo(100_000);
    assertThat(invoice.json().path("tax_total").asLong()).isEqualTo(144_000);
    assertThat(invoice.json().path("withheld_total").asLong()).isEqualTo(90_000 + 96_000);
    assertThat(invoice.json().path("total").asLong()).isEqualTo(938_000);
    assertThat(invoice.value("due_date")).isEqualTo("2026-01-20");
  }

  @Test
  void every_fault_is_told_at_once_with_its_pointer_and_nothing_is_written() {
    var before = House.items();

    var refused =
        studio.post(
            "/v1/invoices",
            """
            {'customer':'cus_nobody','currency':'PESOS','due_date':'2026-01-04','days_until_due':3,
             'series':'a','payment_form':'98','payment_method':'ABC','minimum_payment':-5,'send':'yes',
             'lines':[{'description':'','quantity':'0','unit_price':1000,'discount':1.5,
                       'taxes':[{'type':'iva','rate':'0.15'}],'withholdings':[{'type':'isn','rate':'2'}],
                       'price':'3'}],
             'issue':true,'lnies':[]}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults())
        .contains(
            "/customer no_such_customer",
            "/currency not_a_currency",
            "/due_date due_before_issue",
            "/days_until_due either_date_or_days",
            "/series not_a_series",
            "/payment_form not_one_of",
            "/payment_method not_one_of",
            "/minimum_payment not_positive",
            "/send not_a_boolean",
            "/lines/0/description blank",
            "/lines/0/quantity not_positive",
            "/lines/0/unit_price not_a_decimal",
            "/lines/0/discount not_minor_units",
            "/lines/0/taxes/0/rate not_one_of",
            "/lines/0/withholdings/0/type not_one_of",
            "/lines/0/price unknown_field",
            "/lnies unknown_field");
    assertThat(House.items()).isEqualTo(before);
  }

  @Test
  void lines_that_sell_one_product_are_judged_though_the_customer_is_missing() {
    var product =
        studio
            .post("/v1/products", "{'description':'Menú','unit_price':'100.00','currency':'MXN'}")
            .value("id");
    var line = "{'product':'%s','quantity':'1'}".formatted(product);

    var refused =
        studio.post("/v1/invoices", "{'lines':[%s,%s],'issue':false}".formatted(line, line));

    assertThat(refused.faults()).containsExactly("/customer required");
    var body = "{'customer':'%s','lines':[%s,%s]}".formatted(customer(), line, line);
    assertThat(studio.post("/v1/invoices", body).json().path("total").asLong()).isEqualTo(20_000);
  }

  @Test
  void a_draft_may_wait_for_lines_and_due_date_but_an_invoice_may_not() {
    var draft = studio.post("/v1/invoices", "{'customer':'%s'}".formatted(customer()));
    assertThat(draft.status()).isEqualTo(201);

    var refused = studio.post("/v1/invoices/" + draft.value("id") + "/issue", "{}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults()).containsExactlyInAnyOrder("/lines required", "/due_date required");
  }

  @Test
  void a_draft_is_changed_member_by_member_and_an_open_invoice_not_at_all() {
    var draft = studio.post("/v1/invoices", body(",'po_number':'OC-1'"));
    var path = "/v1/invoices/" + draft.value("id");

    var changed = studio.patch(path, "{'po_number':null,'due_date':'2026-02-01'}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().path("po_number").isNull()).isTrue();
    assertThat(changed.value("due_date")).isEqualTo("2026-02-01");
    assertThat(changed.json().path("lines")).isEqualTo(draft.json().path("lines"));
    assertThat(studio.post(path + "/issue", "{}").status()).isEqualTo(200);
    var late = studio.patch(path, "{'po_number':'OC-2'}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.value("code")).isEqualTo("invoice_not_draft");
    assertThat(studio.delete(path).status()).isEqualTo(409);
  }

  @Test
  void a_due_date_takes_the_place_of_the_days_and_the_days_of_the_date() {
    var draft = studio.post("/v1/invoices", body(""));
    var path = "/v1/invoices/" + draft.value("id");

    var days = studio.patch(path, "{'days_until_due':30}");
    assertThat(days.status()).as(days.text()).isEqualTo(200);
    assertThat(days.json().path("days_until_due").asInt()).isEqualTo(30);
    assertThat(days.json().path("due_date").isNull()).isTrue();

    var date = studio.patch(path, "{'due_date':'2026-02-01'}");
    assertThat(date.value("due_date")).isEqualTo("2026-02-01");
    assertThat(date.json().path("days_until_due").isNull()).isTrue();

    var kept = studio.patch(path, "{'days_until_due':null}");
    assertThat(kept.value("due_date")).isEqualTo("2026-02-01");
  }

  @Test
  void twenty_twins_with_one_idempotency_key_make_one_invoice_and_use_one_number()
      throws Exception {
    var once = studio.with("idempotency-key", "once");
    var request = body(",'issue':true");

    var replies = parallel(20, () -> once.post("/v1/invoices", request));

    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(201));
    assertThat(replies.stream().map(Reply::text).distinct()).hasSize(1);
    assertThat(studio.get("/v1/invoices").json().path("data")).hasSize(1);
    assertThat(studio.post("/v1/invoices", request).value("number")).isEqualTo("A-2");
    assertThat(once.post("/v1/invoices", body("")).status()).isEqualTo(422);
  }

  @Test
  void fifty_invoices_issued_at_once_have_fifty_consecutive_numbers() throws Exception {
    var request = body(",'issue':true");

    var replies = parallel(50, () -> studio.post("/v1/invoices", request));

    assertThat(replies.stream().map(reply -> reply.value("number")))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 50).mapToObj(n -> "A-" + n).toList());
  }

  @Test
  void the_number_of_a_draft_that_failed_to_issue_goes_to_the_next() {
    var external = body(",'issue':true,'external_id':'erp-1'");
    assertThat(studio.post("/v1/invoices", external).value("number")).isEqualTo("A-1");
    assertThat(studio.post("/v1/invoices", external).faults())
        .containsExactly("/external_id external_id_taken");

    assertThat(studio.post("/v1/invoices", body(",'issue':true")).value("number")).isEqualTo("A-2");
  }

  @Test
  void voiding_ends_the_debt_and_the_reminders() {
    var path = "/v1/invoices/" + studio.post("/v1/invoices", body(",'issue':true")).value("id");

    var voided = studio.post(path + "/void", "{}");

    assertThat(voided.value("state")).isEqualTo("void");
    assertThat(voided.json().path("amount_due").asLong()).isZero();
    assertThat(voided.value("collection_state")).isEqualTo("settled");
    assertThat(studio.post(path + "/void", "{}").status()).isEqualTo(409);
  }

  @Test
  void reminders_are_held_back_and_go_on() {
    var path = "/v1/invoices/" + studio.post("/v1/invoices", body(",'issue':true")).value("id");
    var next = studio.get(path).value("next_reminder_at");

    assertThat(studio.post(path + "/pause", "{}").value("collection_state")).isEqualTo("paused");
    assertThat(studio.post(path + "/pause", "{}").status()).isEqualTo(200);
    assertThat(studio.get(path).json().path("next_reminder_at").isNull()).isTrue();

    var resumed = studio.post(path + "/resume", "{}");
    assertThat(resumed.value("collection_state")).isEqualTo("scheduled");
    assertThat(resumed.value("next_reminder_at")).isEqualTo(next);
    assertThat(studio.post(path + "/confirm_receipt", "{}").value("receipt_confirmed_at"))
        .isEqualTo("2026-01-05T15:00:00Z");
  }

  @Test
  void a_pause_told_twice_is_answered_as_the_first_time() {
    var path = "/v1/invoices/" + studio.post("/v1/invoices", body(",'issue':true")).value("id");
    var once = studio.with("idempotency-key", "hold:" + path);

    var first = once.post(path + "/pause", "{}");
    var second = once.post(path + "/pause", "{}");

    assertThat(first.value("collection_state")).isEqualTo("paused");
    assertThat(second.text()).isEqualTo(first.text());
  }

  @Test
  void a_list_goes_on_where_it_left_off() {
    var request = body(",'issue':true");
    for (int i = 0; i < 7; i++) {
      studio.post("/v1/invoices", request);
    }
    var seen = new HashSet<String>();
    var path = "/v1/invoices?limit=3&state=open";
    for (var next = ""; ; ) {
      var page = studio.get(path + next).json();
      page.path("data").forEach(one -> seen.add(one.path("number").asText()));
      if (!page.path("has_more").asBoolean()) {
        break;
      }
      next = "&starting_after=" + page.path("next").asText();
    }
    assertThat(seen).hasSize(7);
    var one = studio.get("/v1/invoices?number=A-4").json().path("data");
    assertThat(StreamSupport.stream(one.spliterator(), false).map(it -> it.path("number").asText()))
        .containsExactly("A-4");
  }

  @Test
  void another_business_sees_nothing_of_it() {
    var id = studio.post("/v1/invoices", body(",'issue':true")).value("id");
    var other = HOUSE.business();

    assertThat(other.get("/v1/invoices/" + id).status()).isEqualTo(404);
    assertThat(other.post("/v1/invoices/" + id + "/void", "{}").status()).isEqualTo(404);
    assertThat(other.patch("/v1/invoices/" + id, "{}").status()).isEqualTo(404);
    assertThat(other.get("/v1/invoices").json().path("data")).isEmpty();
  }

  @Test
  void nobody_is_written_to_by_a_business_that_cannot_be_asked() {
    var quiet = HOUSE.businessWithoutSupportContact();
    var customer = quiet.post("/v1/customers", "{'name':'Café'}").value("id");
    var line = "'lines':[{'description':'Té','quantity':'1','unit_price':'10'}],'days_until_due':1";
    var request = "{'customer':'" + customer + "'," + line + ",'issue':true";

    assertThat(quiet.post("/v1/invoices", request + "}").faults())
        .containsExactly("/send support_contact_missing");
    assertThat(quiet.post("/v1/invoices", request + ",'send':false}").status()).isEqualTo(201);
  }

  private static List<Reply> parallel(int times, Callable<Reply> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(16)) {
      var futures = threads.invokeAll(Collections.nCopies(times, call));
      var replies = new ArrayList<Reply>();
      for (var future : futures) {
        replies.add(future.get());
      }
      return replies;
    }
  }
}
