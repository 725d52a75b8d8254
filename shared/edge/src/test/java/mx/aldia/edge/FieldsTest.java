package mx.aldia.edge;

import static mx.aldia.edge.Calls.faults;
import static mx.aldia.edge.Calls.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private record Line(String description, long amount) {
    Line {
      if (amount <= 0) {
        throw new IllegalArgumentException("a line has a price");
      }
    }
  }

  @Test
  void what_is_right_is_read() {
    var fields =
        fields(
            """
            {'name':'  Ana  ','amount':116000,'quantity':'1.50','due':'2026-02-28',
             'at':'2026-01-05T09:00:00-06:00','mode':'live','send':false,
             'lines':[{'description':'Logo','amount':5}],'metadata':{'a':' b '},
             'zone':'America/Mexico_City','currency':'MXN','channels':['email','sms']}
            """);

    assertThat(fields.text("name").required()).isEqualTo("Ana");
    assertThat(fields.minor("amount").required()).isEqualTo(116000L);
    assertThat(fields.decimal("quantity").required()).isEqualTo("1.50");
    assertThat(fields.date("due").required()).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(fields.instant("at").required()).isEqualTo(Instant.parse("2026-01-05T15:00:00Z"));
    assertThat(fields.choice("mode", Tenant.Mode.class).required()).isEqualTo(Tenant.Mode.LIVE);
    assertThat(fields.bool("send").orElse(true)).isFalse();
    assertThat(fields.objects("lines").each(FieldsTest::line).required())
        .containsExactly(new Line("Logo", 5));
    assertThat(fields.metadata("metadata").orElse(Map.of())).containsEntry("a", " b ");
    assertThat(fields.zone("zone").required().getId()).isEqualTo("America/Mexico_City");
    assertThat(fields.currency("currency").required().getCurrencyCode()).isEqualTo("MXN");
    assertThat(fields.texts("channels", 10).required()).containsExactly("email", "sms");
    assertThat(fields.read(() -> "all")).isEqualTo(Outcome.done("all"));
  }

  @Test
  void a_time_zone_however_long_is_refused_and_nothing_worse() {
    var fields = fields("{'zone':'A%s'}".formatted("/a".repeat(100_000)));
    fields.zone("zone").required();

    assertThat(faults(fields)).containsExactly("/zone not_a_time_zone");
    for (var zone : List.of("America/Argentina/ComodRivadavia", "Etc/GMT+6", "UTC")) {
      assertThat(fields("{'zone':'%s'}".formatted(zone)).zone("zone").required().getId())
          .isEqualTo(zone);
    }
  }

  @Test
  void every_fault_is_told_at_once_with_its_pointer() {
    var fields =
        fields(
            """
            {'name':7,'amount':'5','lines':[{'description':'','amount':1.5},[],
             {'description':'x','amount':1,'colour':'red'}],'due':'2026-02-30','extra/~':1}
            """);
    fields.text("name").required();
    fields.minor("amount").required();
    fields.objects("lines").each(FieldsTest::line).required();
    fields.date("due").required();
    fields.currency("currency").required();

    assertThat(faults(fields))
        .containsExactly(
            "/name not_a_text",
            "/amount not_minor_units",
            "/lines/0/description blank",
            "/lines/0/amount not_minor_units",
            "/lines/1 not_an_object",
            "/due not_a_date",
            "/currency required",
            "/extra~1~0 unknown_field",
            "/lines/2/colour unknown_field");
    assertThat(fields.read(() -> "never")).isInstanceOf(Outcome.Refused.class);
  }

  private static Line line(Fields line) {
    return new Line(line.text("description").required(), line.minor("amount").required());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        "'5'",
        "true",
        "[]",
        "{}",
        "-1",
        "9223372036854775808",
        "100000000000001",
        "1e999999999"
      })
  void money_is_a_whole_number_of_minor_units_and_nothing_else(String wrong) {
    var fields = fields("{'amount':" + wrong + "}");

    fields.minor("amount").required();

    assertThat(faults(fields)).hasSize(1).first().asString().startsWith("/amount ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "'1,5'",
        "'1.'",
        "'.5'",
        "'1e3'",
        "'+1'",
        "' 1'",
        "''",
        "'abc'",
        "'-1'",
        "'1.1234567'",
        "'1000000000001'",
        "'٣'",
        "'007'",
        "null",
        "'NaN'"
      })
  void a_decimal_is_written_plainly_in_a_string(String wrong) {
    var fields = fields("{'quantity':" + wrong + "}");

    fields.decimal("quantity").required();

    assertThat(faults(fields)).hasSize(1).first().asString().startsWith("/quantity ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "'   '",
        "'\\u00a0\\u200b'",
        "'a\\u0000b'",
        "'a\\nb'",
        "'\\ud800'",
        "'evil\\u202etxt'",
        "'too long a name'",
        "5",
        "['a']"
      })
  void a_text_is_neither_blank_nor_strange_nor_too_long(String wrong) {
    var fields = fields("{'name':" + wrong + "}");

    fields.text("name").max(10).required();

    assertThat(faults(fields)).hasSize(1).first().asString().startsWith("/name ");
  }

  @Test
  void length_is_counted_in_characters_as_people_do() {
    var fields = fields("{'name':'😀😀😀'}");

    assertThat(fields.text("name").max(3).required()).isEqualTo("😀😀😀");
    assertThat(fields.valid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2026-1-5'",
        "'05/01/2026'",
        "'2026-13-01'",
        "'+2026-01-01'",
        "'1899-12-31'",
        "'2026-01-05T00:00:00Z'",
        "20260105"
      })
  void a_date_is_an_iso_day_that_exists(String wrong) {
    var fields = fields("{'due':" + wrong + "}");

    fields.date("due").required();

    assertThat(faults(fields)).containsExactly("/due not_a_date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2026-01-05'",
        "'2026-01-05T15:00:00'",
        "'2026-01-05T25:00:00Z'",
        "1767625200",
        "'2026-01-05T15:00:00+99:00'",
        "'now'"
      })
  void an_instant_has_a_day_a_time_and_an_offset(String wrong) {
    var fields = fields("{'to':" + wrong + "}");

    fields.instant("to").required();

    assertThat(faults(fields)).containsExactly("/to not_an_instant");
  }

  @Test
  void absent_and_null_are_two_things_to_a_patch() {
    var fields = fields("{'email':null,'name':null,'phone':'55'}");

    assertThat(fields.text("email").patch()).isEqualTo(new Patch.Clear<>());
    assertThat(fields.text("phone").patch()).isEqualTo(new Patch.Put<>("55"));
    assertThat(fields.text("whatsapp").patch()).isEqualTo(new Patch.Keep<>());
    assertThat(fields.text("name").change()).isEmpty();
    assertThat(fields.text("legal_name").change()).isEmpty();
    assertThat(faults(fields)).containsExactly("/name cannot_be_null");
  }

  @Test
  void a_missing_object_is_one_fault_and_not_one_for_each_of_its_members() {
    var fields = fields("{'window':'always'}");

    var window = fields.object("window").required();
    window.text("from").required();
    var support = fields.object("support").required();
    support.text("email").required();

    assertThat(faults(fields)).containsExactly("/window not_an_object", "/support required");
  }

  @Test
  void a_body_that_is_no_object_is_one_fault_at_its_root() {
    var fields = fields("[1]");

    fields.text("name").required();

    assertThat(faults(fields)).containsExactly(" not_an_object");
  }

  @Test
  void a_list_has_bounds() {
    var fields = fields("{'lines':[],'channels':['a','b','a'],'steps':[1,2,3],'tags':'x'}");

    fields.objects("lines").min(1).required();
    fields.texts("channels", 10).distinct().required();
    fields.objects("steps").max(2).required();
    fields.texts("tags", 5).optional();

    assertThat(faults(fields))
        .containsExactly(
            "/lines too_few", "/channels/2 repeated", "/steps too_many", "/tags not_a_list");
  }

  @Test
  void what_a_value_must_be_besides_is_asked_of_right_ones_alone() {
    var fields =
        fields("{'due':'2026-01-04','paid':'soon','tags':['a','bb',7],'days':['mon','noon']}");
    var today = LocalDate.of(2026, 1, 5);

    fields.date("due").where(it -> !it.isBefore(today), "due_before_issue", today).required();
    fields.date("paid").where(it -> !it.isAfter(today), "later_than_today", today).required();
    fields.texts("tags", 5).every(it -> it.length() == 1, "blank").required();
    fields.choices("days", List.of("mon", "tue")).required();

    assertThat(faults(fields))
        .containsExactly(
            "/due due_before_issue",
            "/paid not_a_date",
            "/tags/1 blank",
            "/tags/2 not_a_text",
            "/days/1 not_one_of");
  }

  @Test
  void what_is_judged_together_was_read() {
    var fields = fields("{'quantity':'x','price':'1.00'}");

    fields.decimal("quantity").required();
    fields.decimal("price").required();

    assertThat(fields.valid("price")).isTrue();
    assertThat(fields.valid("quantity", "price")).isFalse();
  }

  @Test
  void notes_have_bounds() {
    var many =
        IntStream.range(0, 51).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
    var fields =
        fields(
            "{'many':{%s},'odd':{'%s':'v','':'v','a':1,'b':'%s','c':''},'none':[]}"
                .formatted(many, "k".repeat(41), "v".repeat(501)));

    fields.metadata("many").optional();
    fields.metadata("odd").optional();
    fields.metadata("none").optional();

    assertThat(faults(fields))
        .containsExactly(
            "/many too_many",
            "/odd/" + "k".repeat(41) + " bad_metadata_key",
            "/odd/ bad_metadata_key",
            "/odd/a not_a_text",
            "/odd/b too_long",
            "/none not_an_object");
  }

  @Test
  void parameters_are_read_from_text_and_an_empty_filter_filters_nothing_by_mistake() {
    var query =
        Fields.ofParameters(
            Map.of(
                "limit", List.of("20"),
                "overdue", List.of("true"),
                "state", List.of(""),
                "month", List.of("1", "2")));

    assertThat(query.integer("limit", 1, 100).orElse(10L)).isEqualTo(20);
    assertThat(query.bool("overdue").orElse(false)).isTrue();
    query.text("state").optional();
    query.text("month").optional();
    assertThat(faults(query)).containsExactly("#state blank", "#month told_twice");
  }

  @Test
  void a_thousand_faults_are_told_as_a_hundred() {
    var members =
        IntStream.range(0, 1000).mapToObj(i -> "'k" + i + "':1").collect(Collectors.joining(","));

    assertThat(fields("{" + members + "}").faults()).hasSize(100);
  }

  @Test
  void a_change_laid_over_a_thing_is_read_as_the_whole_it_leads_to() {
    var was = JsonText.object().put("name", "Ana").put("email", "a").put("phone", "55");

    var fields = fields("{'email':null,'phone':'56','colour':'red'}").over(was);

    assertThat(fields.text("name").required()).isEqualTo("Ana");
    assertThat(fields.text("email").optional()).isEmpty();
    assertThat(fields.text("phone").required()).isEqualTo("56");
    assertThat(faults(fields)).containsExactly("/colour unknown_field");
    assertThat(faults(fields("[]").over(was))).containsExactly(" not_an_object");
  }
}
