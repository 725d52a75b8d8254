package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import mx.aldia.json.JsonText;
import org.junit.jupiter.api.Test;

class LogTest {
  @Test
  void a_line_is_one_json_object() {
    var line =
        JsonText.write(Log.line("Here", "INFO", "sent", null, "message", "msg_1", "millis", 12L));

    assertThat(line)
        .isEqualTo(
            "{\"level\":\"INFO\",\"logger\":\"Here\",\"what\":\"sent\",\"message\":\"msg_1\",\"millis\":12}");
  }

  @Test
  void what_is_nobodys_business_is_struck_out_of_a_failure() {
    var failure =
        new IllegalStateException(
            "no mail to ana@estudio.mx of XAXX010101000 with ald_live_abcdefgh1234 "
                + "at /i/AbCdEfGhIjKlMnOpQrStUv for inv_01J8Z0000000000000000000AA",
            new RuntimeException("whsec_0123456789abcdef"));

    var line = JsonText.write(Log.line("Here", "ERROR", "failed\nline", failure, "id", "a"));

    assertThat(line)
        .doesNotContain("\n", "ana@", "XAXX", "ald_live", "AbCdEf", "whsec_0")
        .contains("inv_01J8Z0000000000000000000AA", "IllegalStateException", "LogTest");
  }

  @Test
  void lines_of_one_request_carry_its_id_and_go_where_they_are_sent() {
    var lines = new ByteArrayOutputStream();
    Log.to(new PrintStream(lines, true, StandardCharsets.UTF_8));
    try {
      Log.within(
          "req-7",
          () -> {
            Log.of(LogTest.class).info("año nuevo", "count", 3);
            return 0;
          });
    } finally {
      Log.to(
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    assertThat(lines.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"level\":\"INFO\",\"logger\":\"LogTest\",\"what\":\"año nuevo\","
                + "\"request\":\"req-7\",\"count\":3}");
  }
}
