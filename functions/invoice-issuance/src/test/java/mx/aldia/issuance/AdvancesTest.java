package mx.aldia.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

/** Money that came before what it is for was agreed on, and the invoices that take of it. */
class AdvancesTest {
  private final House house = new House();
  private final HttpCaller studio = house.business();
  private final String cafe = customer("Café Tinta");

  @Test
  void an_advance_has_an_invoice_that_is_paid_from_the_first_moment() {
    var advance = advance(116_000);

    assertThat(advance.value("id").substring(4)).isEqualTo(advance.value("invoice").substring(4));
    assertThat(advance.value("state")).isEqualTo("available");
    assertThat(amount(advance, "amount_available")).isEqualTo(116_000);
    var own = studio.get("/v1/invoices/" + advance.value("invoice"));
    assertThat(own.value("state")).isEqualTo("paid");
    assertThat(own.value("number")).isEqualTo(advance.value("number"));
    assertThat(own.json().at("/lines/0/description").asText())
        .isEqualTo("Anticipo del bien o servicio");
    assertThat(own.json().path("next_reminder_at").isNull()).isTrue();
    assertThat(seen(advance).text()).isEqualTo(advance.text());
    assertThat(studio.get("/v1/advances?customer=" + cafe).json().path("data")).hasSize(1);
    assertThat(studio.get("/v1/advances").json().path("data")).hasSize(1);
    assertThat(house.business().get("/v1/advances/" + advance.value("id")).status()).isEqualTo(404);
  }

  @Test
  void an_invoice_is_due_for_what_the_advance_leaves_and_the_next_takes_the_rest() {
    var advance = advance(116_000);

    var first = issued("1000", advance);
    var second = issued("400", advance);

    assertThat(first.value("state")).isEqualTo("paid");
    assertThat(amount(first, "amount_due")).isZero();
    assertThat(second.value("state")).isEqualTo("open");
    assertThat(amount(second, "total")).isEqualTo(40_000);
    assertThat(amount(second, "amount_due")).isEqualTo(24_000);
    var used = seen(advance);
    assertThat(used.value("state")).isEqualTo("used");
    assertThat(amount(used, "amount_applied")).isEqualTo(116_000);
    assertThat(used.json().path("applications"))
        .extracting(it -> it.path("invoice").asText(), it -> it.path("amount").asLong())
        .containsExactly(tuple(first.value("id"), 100_000L), tuple(second.value("id"), 16_000L));
    assertThat(issue("400", advance).value("code")).isEqualTo("advance_used_up");
  }

  @Test
  void however_many_invoices_reach_for_it_at_once_no_more_is_taken_than_there_is()
      throws Exception {
    var advance = advance(116_000);
    int before = number(advance);

    var replies = atOnce(6, () -> issue("500", advance));

    var made = replies.stream().filter(it -> it.status() == 201).toList();
    assertThat(made)
        .extracting(it -> amount(it, "amount_credited"))
        .containsExactlyInAnyOrder(50_000L, 50_000L, 16_000L);
    assertThat(replies)
        .filteredOn(it -> it.status() != 201)
        .extracting(it -> it.value("code"))
        .containsOnly("advance_used_up");
    var used = seen(advance);
    assertThat(amount(used, "amount_applied")).isEqualTo(116_000);
    assertThat(used.json().path("applications")).hasSize(3);
    assertThat(made)
        .extracting(AdvancesTest::number)
        .allMatch(it -> it > before && it <= before + 6);
  }

  @Test
  void asked_twice_with_one_key_it_is_received_and_applied_once() {
    var money = money(116_000);
    var first = studio.with("Idempotency-Key", "a").post("/v1/advances", money);
    var twin = studio.with("Idempotency-Key", "a").post("/v1/advances", money);
    assertThat(twin.text()).isEqualTo(first.text());

    var sale = sale("500", first);
    var issued = studio.with("Idempotency-Key", "b").post("/v1/invoices", sale);
    var again = studio.with("Idempotency-Key", "b").post("/v1/invoices", sale);

    assertThat(again.text()).isEqualTo(issued.text());
    assertThat(amount(seen(first), "amount_applied")).isEqualTo(50_000);
  }

  @Test
  void a_transfer_that_is_told_twice_is_one_advance() {
    var told = money(1_000).replace("'method'", "'reference':'SPEI 1','method'");
    assertThat(studio.post("/v1/advances", told).status()).isEqualTo(201);

    var again = studio.post("/v1/advances", told);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.value("code")).isEqualTo("payment_already_recorded");
  }

  @Test
  void what_is_wrong_is_told_at_once_and_nothing_is_taken() {
    var advance = advance(1_000);
    var other = customer("La Espiga");
    int items = House.items();

    assertThat(
            studio
                .post(
                    "/v1/advances",
                    "{'amount':0,'currency':'X','method':'barter','received_on':'2026-01-06'}")
                .faults())
        .extracting(it -> it.split(" ", -1)[0])
        .containsExactlyInAnyOrder("/customer", "/amount", "/currency", "/method", "/received_on");
    assertThat(
            studio
                .post(
                    "/v1/advances",
                    "{'customer':'%s','amount':100,'currency':'MXN','method':'cash','lines':[],'reminder_policy':'pol_1'}"
                        .formatted(cafe))
                .faults())
        .containsExactlyInAnyOrder("/lines unknown_field", "/reminder_policy unknown_field");
    assertThat(studio.post("/v1/invoices", sale("1", advance).replace(cafe, other)).faults())
        .containsExactly("/advances/0 advance_of_other_customer");
    assertThat(
            studio
                .post(
                    "/v1/invoices",
                    sale("1", advance).replace("'issue'", "'currency':'USD','issue'"))
                .faults())
        .containsExactly("/advances/0 advance_in_other_currency");
    assertThat(
            studio
                .post("/v1/invoices", sale("1", advance).replace("'issue':true", "'issue':false"))
                .faults())
        .containsExactly("/advances advances_at_issue");
    assertThat(studio.post("/v1/invoices", sale("1", advance).replace("adv_", "adv_0")).faults())
        .containsExactly("/advances/0 no_such_advance");
    assertThat(House.items()).isEqualTo(items);
  }

  @Test
  void what_is_left_goes_back_by_a_credit_note_and_what_was_taken_does_not() {
    var advance = advance(116_000);
    issued("1000", advance);
    var notes = "/v1/invoices/" + advance.value("invoice") + "/credit_notes";
    var back = "{'amount':%d,'kind':'return','reason':'Ya no','refund_form':'03'}";

    assertThat(studio.post(notes, back.formatted(16_001)).faults())
        .containsExactly("/amount above_what_can_be_credited");
    assertThat(studio.post(notes, back.formatted(16_000)).status()).isEqualTo(201);

    assertThat(amount(seen(advance), "amount_available")).isZero();
    assertThat(amount(seen(advance), "amount_returned")).isEqualTo(16_000);
    assertThat(studio.post(notes, back.replace("return", "advance").formatted(1)).faults())
        .contains("/kind not_one_of");
    var own = "/v1/invoices/" + advance.value("invoice");
    assertThat(studio.post(own + "/replace", "{'po_number':'9'}").value("code"))
        .isEqualTo("invoice_of_advance");
    assertThat(studio.post(own + "/void", "{}").value("code")).isEqualTo("cancel_first");
  }

  @Test
  void taken_back_it_is_owed_again_and_the_advance_is_there_again() {
    var advance = advance(50_000);
    var draft =
        studio.post(
            "/v1/invoices", sale("1000", advance).replaceAll("'(issue|advances)':[^,]+,", ""));
    var invoice = "/v1/invoices/" + draft.value("id");
    var taken =
        studio.post(invoice + "/issue", "{'advances':['%s']}".formatted(advance.value("id")));
    assertThat(amount(taken, "amount_due")).isEqualTo(50_000);
    var note = seen(advance).json().at("/applications/0/credit_note").asText();
    var refused = studio.post(invoice + "/void", "{}");
    assertThat(refused.value("code")).isEqualTo("cancel_first");
    assertThat(refused.value("detail")).contains(note);
    assertThat(studio.get("/v1/credit_notes/" + note).value("advance"))
        .isEqualTo(advance.value("id"));

    assertThat(studio.post("/v1/credit_notes/" + note + "/void", "{}").status()).isEqualTo(200);

    assertThat(amount(studio.get(invoice), "amount_due")).isEqualTo(100_000);
    assertThat(amount(seen(advance), "amount_available")).isEqualTo(50_000);
    assertThat(seen(advance).json().path("applications")).isEmpty();
    assertThat(studio.post(invoice + "/void", "{}").value("state")).isEqualTo("void");
  }

  private Reply advance(long amount) {
    var made = studio.post("/v1/advances", money(amount));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made;
  }

  private String money(long amount) {
    return "{'customer':'%s','amount':%d,'currency':'MXN','method':'transfer'}"
        .formatted(cafe, amount);
  }

  private Reply seen(Reply advance) {
    return studio.get("/v1/advances/" + advance.value("id"));
  }

  private Reply issued(String price, Reply advance) {
    var issued = issue(price, advance);
    assertThat(issued.status()).as(issued.text()).isEqualTo(201);
    return issued;
  }

  private Reply issue(String price, Reply advance) {
    return studio.post("/v1/invoices", sale(price, advance));
  }

  private String sale(String price, Reply advance) {
    return """
        {'customer':'%s','issue':true,'advances':['%s'],'days_until_due':15,
         'lines':[{'description':'Diseño','quantity':'1','unit_price':'%s'}]}
        """
        .formatted(cafe, advance.value("id"), price);
  }

  private String customer(String name) {
    return studio
        .post("/v1/customers", "{'name':'%s','email':'a@cliente.example'}".formatted(name))
        .value("id");
  }

  private static long amount(Reply reply, String name) {
    return reply.json().path(name).asLong();
  }

  private static int number(Reply reply) {
    return Integer.parseInt(reply.value("number").substring(2));
  }

  private static List<Reply> atOnce(int times, Callable<Reply> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = IntStream.range(0, times).mapToObj(_ -> call).toList();
      return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }
}
