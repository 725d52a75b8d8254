package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.money.Money;
import mx.aldia.json.JsonText;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void what_is_read_is_written_again() {
    var text =
        "{\"a\":[1,-2,3.50,9223372036854775808,true,false,null,\"ñ\\n\\\"\"],\"b\":{\"c\":{}}}";

    assertThat(JsonText.write(Calls.json(text))).isEqualTo(text);
  }

  @Test
  void an_object_is_written_as_its_author_named_it() {
    var json =
        new JsonObject()
            .text("id", "inv_1")
            .money("total", Money.mxn(116000))
            .money("interest_due", Optional.empty())
            .decimal("quantity", new BigDecimal("1E+3"))
            .date("due_date", LocalDate.of(2026, 1, 5))
            .instant("created_at", Instant.parse("2026-01-05T15:00:00Z"))
            .instant("paid_at", Optional.empty())
            .bool("send", true)
            .texts("channels", List.of("email"))
            .objects("lines", List.of(1, 2), it -> new JsonObject().integer("n", it))
            .map("metadata", Map.of("k", "v"))
            .object("tax_document", new JsonObject().text("status", "pending"))
            .text("number", Optional.empty())
            .json();

    assertThat(json)
        .isEqualTo(
            """
            {"id":"inv_1","total":116000,"interest_due":null,"quantity":"1000",\
            "due_date":"2026-01-05","created_at":"2026-01-05T15:00:00Z","paid_at":null,\
            "send":true,"channels":["email"],"lines":[{"n":1},{"n":2}],\
            "metadata":{"k":"v"},"tax_document":{"status":"pending"},"number":null}\
            """);
  }

  @Test
  void a_byte_order_mark_is_forgiven() throws JsonText.Malformed {
    assertThat(JsonText.read(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '1'}).intValue())
        .isEqualTo(1);
  }

  @Test
  void a_number_of_hostile_size_does_no_harm() {
    var fields = Calls.fields("{'amount':1e999999999,'quantity':'" + "9".repeat(5000) + "'}");

    fields.minor("amount").required();
    fields.decimal("quantity").required();

    assertThat(Calls.faults(fields))
        .containsExactly("/amount not_minor_units", "/quantity not_a_decimal");
  }

  @Test
  void a_number_of_a_thousand_digits_and_more_is_no_json_of_ours() {
    try {
      JsonText.read("[" + "9".repeat(2000) + "]");
      throw new AssertionError("was read");
    } catch (JsonText.Malformed e) {
      assertThat(e.code()).isEqualTo("json_too_large");
    }
  }
}
