package mx.aldia.cfdi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.cfdi.Documents.INGRESO;
import static mx.aldia.cfdi.Documents.set;
import static mx.aldia.cfdi.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.xml.WriteXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void cadena_prints_one_line_a_file() throws IOException {
    var good = file("a&b ñ.xml", WriteXml.bytes(INGRESO));
    var bad = file("bad.xml", "<a".getBytes(UTF_8));

    assertThat(run("cadena", good, good)).isEqualTo(Main.OK);
    assertThat(out()).isEqualTo((CadenaOriginal.of(INGRESO) + "\n").repeat(2));
    out.reset();
    assertThat(run("cadena", bad, good)).isEqualTo(Main.NOT_WELL);
    assertThat(out()).isEqualTo("\n" + CadenaOriginal.of(INGRESO) + "\n");
    assertThat(err()).startsWith(bad + ": line 1");
  }

  @Test
  void seal_prints_the_sealed_document() throws IOException {
    var draft = file("draft.xml", WriteXml.bytes(INGRESO));

    assertThat(seal(draft)).isEqualTo(Main.OK);
    assertThat(out.toByteArray())
        .isEqualTo(SealDocument.seal(WriteXml.bytes(INGRESO), Keys.CSD.sealingKey()));
    assertThat(err()).isEmpty();
  }

  @Test
  void seal_warns_of_a_fiel_and_seals() throws IOException {
    var draft = file("draft.xml", WriteXml.bytes(INGRESO));
    var cer = file("f.cer", Keys.FIEL.cer());
    var key = file("f.key", Keys.FIEL.key("x1".toCharArray()));
    var password = file("f.txt", "x1\r\n".getBytes(UTF_8));

    assertThat(run("seal", draft, "--cer", cer, "--key", key, "--password-file", password))
        .isEqualTo(Main.OK);
    assertThat(out()).contains("Sello=\"");
    assertThat(err()).contains("306");
  }

  @Test
  void seal_with_the_wrong_password_prints_nothing() throws IOException {
    var draft = file("draft.xml", WriteXml.bytes(INGRESO));
    var cer = file("c.cer", Keys.CSD.cer());
    var key = file("c.key", Keys.CSD.key("x1".toCharArray()));
    var password = file("c.txt", "x2".getBytes(UTF_8));

    assertThat(run("seal", draft, "--cer", cer, "--key", key, "--password-file", password))
        .isEqualTo(Main.NOT_WELL);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("password");
  }

  @Test
  void verify_prints_one_object_a_line_in_order() throws IOException {
    var sealed = SealDocument.seal(INGRESO, Keys.CSD.sealingKey());
    var good = file("good.xml", WriteXml.bytes(sealed));
    var changed = file("changed.xml", WriteXml.bytes(with(sealed, set("@Total", "1.00"))));
    var bad = file("bad.xml", "\"<\\".getBytes(UTF_8));

    assertThat(run("verify", good, "--json")).isEqualTo(Main.OK);
    assertThat(out())
        .isEqualTo(
            "{\"file\":\"%s\",\"valid\":true,\"seal\":\"valid\",\"stamp\":\"absent\",\"findings\":[]}\n"
                .formatted(good));
    out.reset();
    assertThat(run("verify", "--json", bad, changed, good)).isEqualTo(Main.NOT_WELL);
    var lines = out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("\"valid\":false,\"seal\":\"absent\"").contains("\"301\"");
    assertThat(lines.get(1))
        .contains("\"valid\":false,\"seal\":\"invalid\",\"stamp\":\"absent\"")
        .contains(
            "{\"code\":\"CFDI40119\",\"path\":\"/cfdi:Comprobante/@Total\",\"seen\":\"1.00\","
                + "\"expected\":\"1358.00\",\"detail\":\"El Total debe ser ");
    assertThat(lines.get(2)).contains("\"valid\":true");
  }

  @Test
  void verify_speaks_to_a_person_too() throws IOException {
    var file = file("draft.xml", WriteXml.bytes(INGRESO));

    assertThat(run("verify", file, "--lang", "en")).isEqualTo(Main.NOT_WELL);
    assertThat(out())
        .startsWith(file + ": no válido")
        .contains("CFDI40102 /cfdi:Comprobante/@Sello");
  }

  @Test
  void what_is_not_understood_is_answered_with_the_usage() {
    assertThat(run()).isEqualTo(Main.USAGE);
    assertThat(run("cadena")).isEqualTo(Main.USAGE);
    assertThat(run("verify", "--jason", "x")).isEqualTo(Main.USAGE);
    assertThat(run("seal", "x", "--cer", "y")).isEqualTo(Main.USAGE);
    assertThat(err()).contains("usage:");
    assertThat(out()).isEmpty();
  }

  private int seal(String draft) throws IOException {
    return run(
        "seal",
        draft,
        "--cer",
        file("c.cer", Keys.CSD.cer()),
        "--key",
        file("c.key", Keys.CSD.key("x1".toCharArray())),
        "--password-file",
        file("c.txt", "x1\n".getBytes(UTF_8)));
  }

  private int run(String... args) {
    try (var o = new PrintStream(out, false, UTF_8);
        var e = new PrintStream(err, false, UTF_8)) {
      return Main.run(List.of(args), o, e);
    }
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
