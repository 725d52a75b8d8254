package mx.aldia.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.Treatment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LettersTest {
  /** Words that would tell a bystander of a debt (G9), and any amount. */
  private static final Pattern NOT_NEUTRAL =
      Pattern.compile(
          "(?i)\\$|MXN|deuda|adeudo|debe|moros|vencid|venció|atras|overdue|debt|owe|past due|late\\b");

  private static final Pattern USTED_ONLY =
      Pattern.compile(
          "\\b(usted|le enviamos|le recordamos|su pago|sus manos|avísenos|díganos|escríbanos|llámenos"
              + "|comuníquese|pagó|puede|podrá|tiene|prefiere|está al día|encontrará|programó)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TU_ONLY =
      Pattern.compile(
          "\\b(contigo|te enviamos|te recordamos|tu pago|tus manos|avísanos|dinos|escríbenos|llámanos"
              + "|comunícate|pagaste|puedes|podrás|tienes|prefieres|estás al día|encontrarás|programaste)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  static Stream<Reader> readers() {
    return Stream.of(Samples.LAURA, Samples.LAURA_TU, Samples.LAURA_ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void a_reminder_of_any_tone_names_reader_sender_invoice_amount_day_link_and_contact(Tone tone) {
    for (int days : new int[] {-3, -1, 0, 1, 7, 45}) {
      var written = Letters.write(Samples.reminder(tone, Samples.LAURA, days));

      for (var body : List.of(written.text(), written.html())) {
        assertThat(body)
            .contains("Laura Méndez", "A-12", "Diseño de identidad", "$1,160.00 MXN")
            .contains("viernes 15 de mayo de 2026", Samples.PAGE.toString())
            .contains("Estudio Río Diseño, S.A. de C.V.", "RFC ERD200101AB1")
            .contains("cobranza@estudiorio.mx", "55 1234 5678")
            .contains("https://estudiorio.mx/privacidad", Samples.UNSUBSCRIBE.toString())
            .contains("¿Tiene una duda o hay algo que no coincide?")
            .contains("avísenos aquí", Samples.PAGE + "#ya-pague");
      }
    }
  }

  @Test
  void the_words_fit_the_day_a_reminder_goes_out() {
    assertThat(text(Tone.FRIENDLY, -3)).contains("vence en 3 días, el viernes 15 de mayo de 2026");
    assertThat(text(Tone.FRIENDLY, -1)).contains("vence mañana, viernes 15 de mayo de 2026");
    assertThat(text(Tone.FRIENDLY, 0)).contains("vence hoy, viernes 15 de mayo de 2026");
    assertThat(text(Tone.FRIENDLY, 1)).contains("venció ayer, el viernes 15 de mayo de 2026");
    assertThat(text(Tone.FIRM, 7)).contains("venció hace 7 días, el viernes 15 de mayo de 2026");
  }

  @Test
  void each_tone_after_the_due_date_is_said_in_its_own_words() {
    assertThat(text(Tone.FRIENDLY, 3)).contains("Quizá se le pasó");
    assertThat(text(Tone.FIRM, 7)).contains("Le escribimos para dar seguimiento");
    assertThat(text(Tone.FORMAL, 15)).contains("Nos dirigimos a usted", "buscamos juntos una");
    assertThat(text(Tone.FINAL, 30)).contains("Necesitamos su respuesta", "acordar por escrito");
  }

  @Test
  void principal_payments_and_interest_are_told_apart() {
    var bill = Samples.bill(mxn(50_000), mxn(1_250));
    var letter =
        Samples.letter(
            new Occasion.Reminder(Tone.FIRM), Samples.LAURA, bill, Samples.DUE.plusDays(7));

    assertThat(Letters.write(letter).text())
        .containsPattern("Total de la factura:\\s+\\$1,160.00 MXN")
        .containsPattern("Pagos recibidos:\\s+−\\$500.00 MXN")
        .containsPattern("Saldo de la factura:\\s+\\$660.00 MXN")
        .containsPattern("Intereses moratorios a la fecha:\\s+\\$12.50 MXN")
        .containsPattern("Por pagar:\\s+\\$672.50 MXN");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void what_shows_on_a_locked_screen_tells_nobody_of_a_debt(Reader reader) {
    for (var letter : everyLetter(reader).values()) {
      var written = Letters.write(letter);

      assertThat(written.subject()).doesNotContainPattern(NOT_NEUTRAL);
      assertThat(preheader(written.html())).doesNotContainPattern(NOT_NEUTRAL);
      assertThat(written.sms()).doesNotContainPattern(NOT_NEUTRAL);
    }
  }

  @Test
  void a_subject_names_invoice_sender_and_day() {
    assertThat(Letters.write(Samples.occasion("issued")).subject())
        .isEqualTo("Factura A-12 de Estudio Río: fecha de pago viernes 15 de mayo");
    assertThat(Letters.write(Samples.reminder(Tone.FIRM, Samples.LAURA, 7)).subject())
        .isEqualTo("Seguimiento: factura A-12 de Estudio Río, fecha de pago viernes 15 de mayo");
    assertThat(Letters.write(Samples.reminder(Tone.FIRM, Samples.LAURA, 300)).subject())
        .endsWith("viernes 15 de mayo de 2026");
  }

  @Test
  void what_is_stamped_when_it_is_paid_is_called_no_invoice_before() {
    assertThat(Letters.write(Samples.occasion("notice")).subject())
        .isEqualTo("Aviso de cobro A-12 de Estudio Río: fecha de pago viernes 15 de mayo");
    assertThat(Letters.write(Samples.occasion("notice")).text())
        .contains("Le enviamos el aviso de cobro A-12: Diseño de identidad.")
        .contains("no es un comprobante fiscal: el CFDI se emite en cuanto recibimos su pago");
    for (var name : List.of("notice", "notice-reminder", "notice-receipt-request")) {
      var written = Letters.write(Samples.occasion(name));
      assertThat(written.subject() + written.text() + written.html() + written.sms())
          .contains("viso de cobro A-12")
          .doesNotContainIgnoringCase("factura");
      assertThat(Letters.write(Samples.occasion(name, Samples.LAURA_ENGLISH)).text())
          .contains("payment request A-12")
          .doesNotContainIgnoringCase("invoice");
    }
  }

  @Test
  void usted_and_tu_are_never_mixed() {
    for (var letter : everyLetter(Samples.LAURA).values()) {
      assertThat(Letters.write(letter).text()).doesNotContainPattern(TU_ONLY);
    }
    for (var letter : everyLetter(Samples.LAURA_TU).values()) {
      assertThat(Letters.write(letter).text()).doesNotContainPattern(USTED_ONLY);
    }
  }

  @Test
  void a_friend_is_greeted_by_the_first_name_and_a_business_by_its_whole_one() {
    var business = new Reader("Café Nube", false, Treatment.TU, Language.SPANISH);
    var nobody = new Reader("", true, Treatment.USTED, Language.SPANISH);

    assertThat(Letters.write(Samples.reminder(Tone.FRIENDLY, Samples.LAURA, 0)).text())
        .startsWith("Buen día, Laura Méndez:");
    assertThat(Letters.write(Samples.reminder(Tone.FRIENDLY, Samples.LAURA_TU, 0)).text())
        .startsWith("Hola, Laura:");
    assertThat(Letters.write(Samples.reminder(Tone.FRIENDLY, business, 0)).text())
        .startsWith("Hola, Café Nube:");
    assertThat(Letters.write(Samples.reminder(Tone.FRIENDLY, nobody, 0)).text())
        .startsWith("Buen día:");
  }

  @Test
  void the_way_a_customer_prefers_comes_first() {
    var text = Letters.write(Samples.reminder(Tone.FRIENDLY, Samples.LAURA, 0)).text();

    assertThat(text)
        .containsSubsequence("1. Transferencia (SPEI)", "2. Tarjeta", "3. Indicaciones de pago")
        .contains("CLABE: 012 180 0012 3456 789 7", "Concepto: A-12");
  }

  @Test
  void a_part_payment_is_confirmed_with_what_remains_and_not_thanked_as_if_settled() {
    var written = Letters.write(Samples.occasion("part-payment"));

    assertThat(written.text())
        .contains("Recibimos su pago de $500.00 MXN el lunes 18 de mayo de 2026.")
        .contains("Queda un saldo de $660.00 MXN", "sirve como recibo")
        .doesNotContain("al día", "por completo", "artículo 364");
  }

  @Test
  void a_receipt_reserves_interest_only_where_there_is_any_to_come() {
    var occasion = new Occasion.PartPayment(mxn(50_000), LocalDate.of(2026, 5, 18), true, false);
    var letter =
        Samples.letter(occasion, Samples.LAURA, Samples.bill(mxn(50_000), mxn(0)), Samples.DUE);

    assertThat(Letters.write(letter).text()).contains("artículo 364 del Código de Comercio");
  }

  @Test
  void who_has_paid_it_all_is_thanked_and_asked_for_nothing() {
    var written = Letters.write(Samples.occasion("settled"));

    assertThat(written.text())
        .contains("Recibimos su pago de $660.00 MXN el miércoles 20 de mayo de 2026.")
        .contains("queda pagada por completo", "está al día", "sirve como recibo")
        .containsPattern("Saldo:\\s+\\$0.00 MXN")
        .doesNotContain("CÓMO PAGAR", "CLABE", "Por pagar");
  }

  @Test
  void what_was_paid_beyond_is_said_to_be_the_customers() {
    var occasion = new Occasion.Settled(mxn(70_000), LocalDate.of(2026, 5, 20), mxn(4_000), false);
    var letter =
        Samples.letter(occasion, Samples.LAURA, Samples.bill(mxn(116_000), mxn(0)), Samples.DUE);

    assertThat(Letters.write(letter).text()).contains("Quedan $40.00 MXN a su favor");
  }

  @Test
  void several_invoices_go_in_one_letter_each_with_its_day_amount_and_link() {
    var written = Letters.write(Samples.ofMany(Samples.LAURA));

    assertThat(written.subject()).isEqualTo("Seguimiento: 3 facturas de Estudio Río");
    assertThat(written.text())
        .contains("tiene 3 facturas con nosotros; la primera, A-12, venció hace 7 días")
        .contains("Venció ayer, el jueves 21 de mayo de 2026", "$3,480.00 MXN")
        .contains("Intereses moratorios a la fecha $12.50 MXN")
        .contains("Por pagar: $16,913.00 MXN", "Concepto: A-12 A-15 A-19");
  }

  @Test
  void an_english_customer_reads_english() {
    var text = Letters.write(Samples.reminder(Tone.FORMAL, Samples.LAURA_ENGLISH, 15)).text();

    assertThat(text)
        .startsWith("Dear Laura Méndez,")
        .contains("invoice A-12 was due 15 days ago (Friday, May 15, 2026)", "Amount due:")
        .contains("If you have already paid, let us know here")
        .doesNotContainPattern("[Ff]actura|usted|Fecha|Saldo");
  }

  @Test
  void what_others_typed_cannot_run_forge_a_header_or_turn_a_line_around() {
    var sender =
        new Sender("<b>Río</b>\r\nBcc: all@example.com", null, null, "a@b.mx\u202E", null, null);
    var reader =
        new Reader("<img src=x onerror=alert(1)>", true, Treatment.USTED, Language.SPANISH);
    var bill =
        Bill.fresh(
            "A-1\n2",
            "<script>alert('x')</script> 100% %s %d",
            Samples.DUE,
            Samples.DUE,
            mxn(1),
            URI.create("https://x.mx/i/t?a=1&b=2"));
    var written =
        Letters.write(
            new Letter(
                new Occasion.InvoiceIssued(),
                sender,
                reader,
                List.of(bill),
                Samples.WAYS,
                Samples.DUE,
                null));

    assertThat(written.html()).doesNotContain("<script", "<img", "<b>Río");
    assertThat(written.html()).contains("https://x.mx/i/t?a=1&amp;b=2");
    assertThat(written.subject()).doesNotContainPattern("[\\r\\n\\u202E]").contains("A-1 2");
    assertThat(written.text()).contains("100% %s %d");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void a_mail_is_one_document_that_loads_nothing_and_asks_one_thing(Reader reader) {
    for (var letter : everyLetter(reader).values()) {
      var html = Letters.write(letter).html();

      assertThat(html).startsWith("<!DOCTYPE html>").contains("lang=\"" + reader.language().tag());
      assertThat(html).doesNotContainPattern("<script|<img|<link|@import|url\\(|<form");
      assertThat(html.split("class=\"button\"", -1)).hasSize(2);
      assertThat(html).contains("name=\"color-scheme\" content=\"light dark\"");
      // Gmail cuts a message at 102 kB.
      assertThat(html.getBytes(UTF_8).length).isLessThan(40_000);
    }
  }

  @Test
  void a_sender_without_contact_is_known_to_answer_nobody() {
    assertThat(new Sender("Estudio Río", null, null, " ", null, null).answersQuestions()).isFalse();
    assertThat(new Sender("Estudio Río", null, null, "a@rio.mx", null, null).answersQuestions())
        .isTrue();
  }

  @Test
  void every_letter_is_laid_out_for_a_person_to_look_at() throws IOException {
    var gallery = Files.createDirectories(Path.of("target", "gallery"));
    for (var reader : readers().toList()) {
      var suffix = "-" + reader.language().tag() + "-" + reader.treatment();
      for (var entry : everyLetter(reader).entrySet()) {
        var written = Letters.write(entry.getValue());
        var words = String.join("\n\n", written.subject(), written.text(), written.sms());
        Files.writeString(gallery.resolve(entry.getKey() + suffix + ".html"), written.html());
        Files.writeString(gallery.resolve(entry.getKey() + suffix + ".txt"), words);
      }
    }
    assertThat(gallery).isDirectoryContaining("glob:**.html");
  }

  private static String text(Tone tone, int daysAfterDue) {
    return Letters.write(Samples.reminder(tone, Samples.LAURA, daysAfterDue)).text();
  }

  private static Map<String, Letter> everyLetter(Reader reader) {
    var letters = Samples.everyOccasion(reader);
    letters.put("many", Samples.ofMany(reader));
    return letters;
  }

  private static String preheader(String html) {
    var start = html.indexOf("<div style=\"display:none");
    return html.substring(html.indexOf('>', start) + 1, html.indexOf("&#847;", start));
  }
}
