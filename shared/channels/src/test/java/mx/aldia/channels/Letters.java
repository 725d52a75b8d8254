package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.tenant.TenantId;

/** Mails to test with. */
final class Letters {
  static final Mailbox STUDIO = new Mailbox("Estudio Ñandú, S.C.", "avisos@aldia.example");
  static final Mailbox ANA = new Mailbox("Ana Peña", "ana@cliente.example");
  static final byte[] PDF = "%PDF-1.7 \u00e1 \n.\n..\nFrom x\n".repeat(3000).getBytes(UTF_8);

  private Letters() {}

  static Email to(Mailbox to, String subject, String text) {
    return new Email(
        new MessageId(new TenantId("ten_1"), "msg_01JA"),
        Instant.parse("2026-01-05T15:00:00Z"),
        STUDIO,
        Optional.of(new Mailbox("Estudio Ñandú", "hola@nandu.example")),
        to,
        subject,
        text,
        "<p>" + text + "</p>",
        List.of(new Attachment("Factura A-1 año.pdf", "application/pdf", PDF)),
        Optional.of("inv_01JA"),
        Optional.of(URI.create("https://aldia.example/u/abc")));
  }

  static Email invoice() {
    return to(ANA, "Factura A-1 por $1,160.00 de Estudio Ñandú 🧾", "Hola Ana:\nson $1,160.00 €");
  }

  static Email from(Mailbox from) {
    var it = invoice();
    return new Email(
        it.id(),
        it.at(),
        from,
        it.replyTo(),
        it.to(),
        it.subject(),
        it.text(),
        it.html(),
        it.attachments(),
        it.thread(),
        it.unsubscribe());
  }

  static Email plain() {
    var it = invoice();
    return new Email(
        it.id(),
        it.at(),
        it.from(),
        Optional.empty(),
        Mailbox.of("ana@cliente.example"),
        "Gracias",
        it.text(),
        it.html(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
