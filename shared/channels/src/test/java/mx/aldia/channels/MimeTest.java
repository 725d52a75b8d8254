package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, a library that did not write it must read. */
class MimeTest {
  @Test
  void a_stranger_reads_names_subject_and_texts_as_they_were_meant() throws Exception {
    var mail = read(Letters.invoice());

    assertThat(mail.getSubject()).isEqualTo("Factura A-1 por $1,160.00 de Estudio Ñandú 🧾");
    var from = mail.getFrom().getFirst();
    assertThat(from.getName()).isEqualTo("Estudio Ñandú, S.C.");
    assertThat(from.getAddress()).isEqualTo("avisos@aldia.example");
    assertThat(mail.getTo().flatten().getFirst().getName()).isEqualTo("Ana Peña");
    assertThat(mail.getReplyTo().flatten().getFirst().getAddress()).isEqualTo("hola@nandu.example");
    var texts = parts(parts(mail).getFirst());
    assertThat(texts).extracting(Entity::getMimeType).containsExactly("text/plain", "text/html");
    assertThat(body(texts.get(0))).asString(UTF_8).isEqualTo("Hola Ana:\r\nson $1,160.00 €");
    assertThat(body(texts.get(1))).asString(UTF_8).isEqualTo("<p>Hola Ana:\r\nson $1,160.00 €</p>");
  }

  @Test
  void the_pdf_arrives_to_the_byte_under_its_name() throws Exception {
    var pdf = parts(read(Letters.invoice())).get(1);

    assertThat(pdf.getMimeType()).isEqualTo("application/pdf");
    assertThat(pdf.getDispositionType()).isEqualTo("attachment");
    assertThat(fileName(Letters.invoice())).isEqualTo("Factura A-1 año.pdf");
    assertThat(body(pdf)).isEqualTo(Letters.PDF);
  }

  @Test
  void a_mail_without_files_is_only_its_two_texts() throws Exception {
    var mail = read(Letters.plain());

    assertThat(mail.getMimeType()).isEqualTo("multipart/alternative");
    assertThat(parts(mail)).hasSize(2);
    assertThat(mail.getReplyTo()).isNull();
    assertThat(headers(Letters.plain())).noneMatch(h -> h.startsWith("List-Unsubscribe"));
    assertThat(headers(Letters.plain())).noneMatch(h -> h.startsWith("References"));
  }

  @Test
  void a_machine_says_that_it_is_one_and_how_to_be_rid_of_it() throws Exception {
    assertThat(headers(Letters.invoice()))
        .contains(
            "Message-ID: <msg_01JA@aldia.example>",
            "References: <inv_01JA@aldia.example>",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://aldia.example/u/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    assertThat(read(Letters.invoice()).getDate()).isEqualTo("2026-01-05T15:00:00Z");
  }

  @Test
  void no_line_is_longer_than_the_wire_allows_and_all_is_ascii() throws Exception {
    var long9000 = "palabra ñ ".repeat(900) + "x".repeat(3000);
    var mime = Mime.write(Letters.to(Letters.ANA, long9000, long9000));

    var lines = new String(mime, ISO_8859_1).split("\r\n", -1);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
    assertThat(lines).allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7e\\t]*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Factura\r\nBcc: todos@malo.example",
        "Factura\nBcc: todos@malo.example",
        "Factura\rBcc: todos@malo.example",
        "Factura\r\n\r\n<html>otro cuerpo",
        "Factura\u2028Bcc: todos@malo.example",
        "Factura\u0000\r\n Bcc: todos@malo.example\r\nX: y"
      })
  void no_text_becomes_a_header_or_a_body(String text) throws Exception {
    var evil = new Mailbox(text, "ana@cliente.example");
    for (var mail : List.of(Letters.to(evil, text, "hola"), Letters.from(evil))) {
      assertThat(headers(mail)).noneMatch(h -> h.matches("(?i)(bcc|x):.*"));
      assertThat(read(mail).getBcc()).isNull();
      assertThat(parts(read(mail))).hasSize(2);
      assertThat(read(mail).getMimeType()).isEqualTo("multipart/mixed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "@cliente.example",
        "ana@",
        "ana@cliente.example, otra@cliente.example",
        "ana@cliente.example\r\nBcc: otra@cliente.example",
        "ana@cliente.example\n",
        "\"ana\r\n\"@cliente.example",
        "Ana <ana@cliente.example>",
        "a na@cliente.example",
        "ana@clien te.example",
        "peña@cliente.example",
        "ana@-cliente.example",
        "ana@cliente..example"
      })
  void what_is_no_address_is_refused(String address) {
    assertThatThrownBy(() -> Mime.address(Mailbox.of(address)))
        .isInstanceOf(Mime.BadAddress.class)
        .hasMessage("address_malformed");
  }

  @Test
  void a_domain_with_an_enie_goes_out_in_ascii() throws Exception {
    assertThat(Mime.address(Mailbox.of("ana@muñoz.example")).getAddress())
        .isEqualTo("ana@xn--muoz-hqa.example");
  }

  private static Message read(Email email) throws Exception {
    return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(Mime.write(email)));
  }

  private static List<Entity> parts(Entity entity) {
    return ((Multipart) entity.getBody()).getBodyParts();
  }

  private static byte[] body(Entity entity) throws IOException {
    var out = new ByteArrayOutputStream();
    ((SingleBody) entity.getBody()).writeTo(out);
    return out.toByteArray();
  }

  /** mime4j does not read RFC 2231, which names beyond ASCII need; the writing library does. */
  private static String fileName(Email email) throws Exception {
    var parsed =
        new jakarta.mail.internet.MimeMessage(
            (jakarta.mail.Session) null, new ByteArrayInputStream(Mime.write(email)));
    return Objects.requireNonNull(
        ((jakarta.mail.Multipart) parsed.getContent()).getBodyPart(1).getFileName());
  }

  /** As on the wire, unfolded. */
  private static List<String> headers(Email email) throws Exception {
    var head = new String(Mime.write(email), ISO_8859_1).split("\r\n\r\n", 2)[0];
    return Arrays.asList(head.replaceAll("\r\n[ \t]+", " ").split("\r\n"));
  }
}
