package mx.aldia.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxTest {
  private static final byte[] MAIL =
      """
      From: =?UTF-8?Q?Estudio_=C3=91and=C3=BA?= <cobranza@aldia.local>
      To: ana@cliente.example
      Subject: =?UTF-8?Q?Factura_A-1_=C2=B7_ma=C3=B1ana?=
      Date: Mon, 05 Jan 2026 09:00:00 -0600
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=mixed

      --mixed
      Content-Type: multipart/alternative; boundary=alternative

      --alternative
      Content-Type: text/plain; charset=utf-8

      Hola & adiós
      --alternative
      Content-Type: text/html; charset=utf-8

      <html><head></head><body>Hola <img src="cid:logo"> <script>alert(1)</script></body></html>
      --alternative--
      --mixed
      Content-Type: image/png; name=logo.png
      Content-ID: <logo>
      Content-Disposition: inline; filename=logo.png

      png
      --mixed
      Content-Type: application/pdf
      Content-Disposition: attachment; filename="factura.pdf"

      %PDF-
      --mixed--
      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_mail_is_on_disk_before_it_is_handed_on() {
    var seen = new ArrayList<Boolean>();
    var inbox = inbox((_, _, _) -> seen.add(count(folder) == 2));

    var id = take(inbox);

    assertThat(seen).containsExactly(true);
    assertThat(Files.exists(folder.resolve(id + ".eml"))).isTrue();
  }

  @Test
  void everything_is_there_after_a_restart() {
    var inbox = inbox((_, _, _) -> {});
    var mail = take(inbox);
    var sms = inbox.takeSms("+525555550100", "Hola");

    var again = inbox((_, _, _) -> {});

    assertThat(again.all()).extracting(Sent::id).containsExactly(mail, sms);
    assertThat(again.find(mail).map(again::mime))
        .hasValueSatisfying(it -> assertThat(it).isEqualTo(MAIL));
    assertThat(again.find(mail).orElseThrow().tags()).containsEntry("tenant", "ten_1");
  }

  @Test
  void a_mail_is_taken_apart_as_a_mail_program_would() {
    var mail = Mail.parse(MAIL);

    assertThat(mail.subject()).isEqualTo("Factura A-1 · mañana");
    assertThat(mail.from()).isEqualTo("Estudio Ñandú <cobranza@aldia.local>");
    assertThat(mail.text()).contains("Hola & adiós");
    assertThat(mail.files())
        .extracting(Mail.Attachment::name)
        .containsExactly("logo.png", "factura.pdf");
    assertThat(mail.date()).hasValueSatisfying(it -> assertThat(it.getDayOfMonth()).isEqualTo(5));
  }

  @Test
  void what_a_mail_says_cannot_break_out_of_the_page() {
    var inbox = inbox((_, _, _) -> {});
    var id = inbox.takeSms("+525555550100", "<script>alert(1)</script>");
    var entry = new InboxHtml.Entry(inbox.find(id).orElseThrow(), Optional.empty());

    var page = InboxHtml.page(List.of(entry), Optional.of(entry), 0);

    assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
  }

  @Test
  void pictures_of_the_mail_are_shown_and_links_open_beside() {
    var inbox = inbox((_, _, _) -> {});
    var sent = inbox.find(take(inbox)).orElseThrow();
    var mail = Mail.parse(inbox.mime(sent));

    var html = InboxHtml.withPictures(mail.html().orElseThrow(), sent, mail);

    assertThat(html)
        .contains("src=\"/inbox/" + sent.id() + "/files/0\"")
        .contains("<base target=\"_blank\">");
  }

  private static int count(Path folder) {
    var files = folder.toFile().list();
    return files == null ? 0 : files.length;
  }

  private Inbox inbox(Inbox.PostOffice office) {
    return new Inbox(folder, Clock.systemUTC(), office);
  }

  private static String take(Inbox inbox) {
    return inbox.takeMail(
        MAIL, "cobranza@aldia.local", List.of("ana@cliente.example"), Map.of("tenant", "ten_1"));
  }
}
