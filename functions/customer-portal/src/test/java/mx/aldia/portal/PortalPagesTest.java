package mx.aldia.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.letters.Language;
import mx.aldia.letters.Sender;
import mx.aldia.portal.InvoicePage.Standing;
import org.junit.jupiter.api.Test;

final class PortalPagesTest {
  private static final UnsubscribePage OPT_OUT =
      new UnsubscribePage(
          Language.SPANISH,
          Treatment.USTED,
          Samples.STUDIO,
          URI.create("/u/p4Hs0TqVw1KzXe6RjNfUyA"));

  @Test
  void an_open_invoice_says_who_asks_for_how_much_by_when_and_how_to_pay() {
    assertThat(words(PortalPages.invoice(Samples.open())))
        .contains("Estudio Río", "Factura A-12", "Café Nube", "OC-2026-0481")
        .contains("Por pagar", "$38,479.59 MXN", "Vence mañana, viernes 15 de mayo de 2026")
        .contains("Sesión de fotografía de producto", "2.5 × $3,200.00", "$8,000.00")
        .contains("Subtotal", "Descuento", "−$500.00", "IVA 16%", "Retención de ISR 10%", "Total")
        .contains("Transferencia (SPEI)", "BBVA", "Tarjeta de crédito o débito")
        .contains("Confirmar que la recibí", "¿Ya pagó?", "¿Tiene dudas o algo no coincide?")
        .contains("Estudio Río Diseño, S.A. de C.V.", "RFC ERD200101AB1", "Aviso de privacidad")
        .contains("Dejar de recibir correos");
  }

  @Test
  void what_is_stamped_when_it_is_paid_is_called_no_invoice_before() {
    assertThat(words(PortalPages.invoice(Samples.notice())))
        .contains("Aviso de cobro A-12", "Confirmar que lo recibí")
        .contains("No es un comprobante fiscal: el CFDI se emite en cuanto se recibe su pago.")
        .doesNotContainIgnoringCase("factura");
  }

  @Test
  void an_overdue_invoice_tells_interest_apart_and_stays_polite() {
    assertThat(words(PortalPages.invoice(Samples.overdue())))
        .contains("Venció hace 7 días, el viernes 15 de mayo de 2026")
        .contains("Intereses moratorios a hoy", "$123.45", "$38,603.04 MXN")
        .doesNotContainIgnoringCase("moroso", "deuda", "embargo", "urgente");
  }

  @Test
  void a_part_paid_invoice_lists_what_was_received_and_what_is_left() {
    assertThat(words(PortalPages.invoice(Samples.partPaid())))
        .contains("Pago recibido", "domingo 17 de mayo de 2026", "−$10,000.00", "$28,479.59 MXN");
  }

  @Test
  void a_paid_invoice_thanks_and_asks_for_nothing() {
    assertThat(words(PortalPages.invoice(Samples.paid())))
        .contains("¡Gracias! Con esta factura está al día.", "Pagada por completo")
        .doesNotContain("Cómo pagar", "CLABE", "¿Ya pagó?", "Confirmar que la recibí");
  }

  @Test
  void what_was_credited_and_not_paid_is_settled_and_thanks_for_no_money() {
    assertThat(words(PortalPages.invoice(Samples.credited())))
        .contains("Esta factura está saldada.", "No queda nada que pagar.")
        .doesNotContain("Gracias", "Pagada", "Cómo pagar");
  }

  @Test
  void a_void_invoice_says_that_nothing_is_owed() {
    assertThat(words(PortalPages.invoice(Samples.voided())))
        .contains("Esta factura fue cancelada", "No hay nada que pagar.")
        .doesNotContain("Cómo pagar", "CLABE", "Por pagar");
  }

  @Test
  void only_a_form_that_posts_confirms_receipt() {
    var html = PortalPages.invoice(Samples.open());

    assertThat(html)
        .contains("<form method=\"post\" action=\"%s/confirm_receipt\">".formatted(Samples.TOKEN));
    assertThat(html.split("confirm_receipt", -1)).hasSize(2);
    var confirmed =
        PortalPages.invoice(
            Samples.offering(
                Samples.open(), List.of(Samples.TRANSFER), Optional.of(Samples.DUE.minusDays(3))));
    assertThat(confirmed)
        .contains("Confirmó que la recibió el martes 12 de mayo de 2026. ¡Gracias!")
        .doesNotContain("<form");
  }

  @Test
  void an_account_is_copied_without_the_spaces_it_is_read_with() {
    assertThat(PortalPages.invoice(Samples.open()))
        .contains(
            "<span>012</span><span>180</span><span>0012</span><span>3456</span><span>789</span><span>7</span>");
  }

  @Test
  void the_first_button_pays_where_the_first_way_can_be_clicked() {
    var byCard = Samples.offering(Samples.open(), List.of(Samples.CARD), Optional.empty());

    assertThat(PortalPages.invoice(byCard))
        .contains("<a class=\"button\" href=\"https://pagar.ejemplo.mx/c/9f2\"");
    assertThat(PortalPages.invoice(Samples.open()))
        .contains("<a class=\"button only-small\" href=\"#pagar\">");
  }

  @Test
  void who_has_paid_finds_a_mail_already_begun_at_the_place_the_letters_link_to() {
    assertThat(PortalPages.invoice(Samples.overdue()))
        .contains("id=\"ya-pague\"")
        .contains(
            "mailto:cobranza@estudiorio.mx?subject=Pago%20de%20la%20factura%20A-12&amp;body=");
  }

  @Test
  void a_sender_who_names_no_contact_offers_none() {
    var silent = new Sender("Estudio Río", null, null, null, null, null);
    var page = Samples.overdue();
    var html =
        PortalPages.invoice(
            Samples.told(page, page.language(), page.treatment(), silent, page.to()));

    assertThat(html)
        .contains("Cómo pagar", "Confirmar que la recibí")
        .doesNotContain("mailto:", "tel:", "ya-pague", "¿Tiene dudas");
  }

  @Test
  void what_others_typed_is_shown_and_never_run() {
    var html = PortalPages.invoice(Samples.wild());

    assertThat(html)
        .doesNotContain("<script", "<img", "\"><b>")
        .contains("&lt;script&gt;alert('x')&lt;/script&gt;");
  }

  @Test
  void no_page_has_a_script_or_loads_anything() {
    for (var html : everyPage().values()) {
      assertThat(html)
          .doesNotContainPattern("<script|<img|<link|<iframe|@import|url\\(|javascript:");
      assertThat(html).doesNotContainPattern("\\s(style|on[a-z]+)=\"");
    }
  }

  @Test
  void the_policy_allows_the_one_style_of_every_page_and_nothing_else() throws Exception {
    for (var html : everyPage().values()) {
      var style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
      var hash =
          Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));

      assertThat(PortalPages.HEADERS.get("Content-Security-Policy"))
          .contains("default-src 'none'; style-src 'sha256-" + hash + "';");
    }
  }

  @Test
  void usted_and_tu_are_never_mixed() {
    var tu = words(PortalPages.invoice(told(Samples.overdue(), Language.SPANISH, Treatment.TU)));

    assertThat(tu)
        .contains("¿Ya pagaste?", "Avísanos", "¿Tienes dudas", "Escríbele a Estudio Río", "contigo")
        .doesNotContainPattern("\\b(usted|Avísenos|Escríbale|pagó|puede|adjunte|Tiene)\\b");
    assertThat(words(PortalPages.invoice(Samples.overdue())))
        .doesNotContainPattern("\\b(contigo|Avísanos|Escríbele|pagaste|puedes|adjunta|Tienes)\\b");
  }

  @Test
  void an_english_customer_reads_english() {
    var english = told(Samples.partPaid(), Language.ENGLISH, Treatment.USTED);

    assertThat(PortalPages.invoice(english)).contains("<html lang=\"en\">");
    assertThat(words(PortalPages.invoice(english)))
        .contains("Amount due", "Was due 3 days ago, Friday, May 15, 2026", "How to pay")
        .contains("Payments received", "Already paid?", "Confirm receipt")
        .doesNotContain("Factura", "Cómo", "pago");
  }

  @Test
  void every_heading_label_and_table_says_what_it_is() {
    for (var html : everyPage().values()) {
      assertThat(html).containsPattern("<html lang=\"[a-zA-Z-]+\">").contains("<main", "<title>");
      assertThat(html.split("<h1", -1)).hasSize(2);
      var labelled = Pattern.compile("aria-labelledby=\"([^\"]+)\"").matcher(html);
      while (labelled.find()) {
        assertThat(html).contains("id=\"" + labelled.group(1) + "\"");
      }
      assertThat(html).doesNotContainPattern("<th(?![^>]*scope)[ >]");
    }
  }

  @Test
  void the_opt_out_page_asks_and_only_its_button_stops() {
    assertThat(PortalPages.unsubscribe(OPT_OUT))
        .contains("<form method=\"post\" action=\"/u/p4Hs0TqVw1KzXe6RjNfUyA\">")
        .contains("name=\"List-Unsubscribe\" value=\"One-Click\"")
        .contains("Estudio Río ya no le enviará mensajes automáticos por correo.");
    assertThat(PortalPages.unsubscribed(OPT_OUT))
        .contains("Listo: no recibirá más correos", "cobranza@estudiorio.mx")
        .doesNotContain("<form");
  }

  @Test
  void a_link_that_is_gone_tells_nothing_about_any_invoice() {
    assertThat(PortalPages.gone(Language.SPANISH))
        .contains("Este enlace ya no está disponible")
        .doesNotContain("<form", "mailto:");
    assertThat(PortalPages.gone(Language.ENGLISH)).contains("This link is no longer available");
  }

  @Test
  void every_page_is_laid_out_for_a_person_to_look_at() throws IOException {
    var gallery = Files.createDirectories(Path.of("target", "gallery"));
    for (var entry : everyPage().entrySet()) {
      Files.writeString(gallery.resolve(entry.getKey() + ".html"), entry.getValue());
    }
    assertThat(gallery).isDirectoryContaining("glob:**.html");
  }

  private static Map<String, String> everyPage() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("open", PortalPages.invoice(Samples.open()));
    pages.put("notice", PortalPages.invoice(Samples.notice()));
    pages.put("overdue", PortalPages.invoice(Samples.overdue()));
    pages.put("part-paid", PortalPages.invoice(Samples.partPaid()));
    pages.put("paid", PortalPages.invoice(Samples.paid()));
    pages.put("void", PortalPages.invoice(Samples.voided()));
    pages.put(
        "card",
        PortalPages.invoice(
            Samples.offering(
                Samples.open(),
                List.of(Samples.CARD, Samples.TRANSFER),
                Optional.of(Samples.DUE.minusDays(3)))));
    pages.put(
        "long",
        PortalPages.invoice(
            Samples.page(
                Samples.manyLines(40), Standing.OPEN, mxn(0), mxn(0), Samples.DUE.minusDays(12))));
    pages.put("wild", PortalPages.invoice(Samples.wild()));
    pages.put(
        "english",
        PortalPages.invoice(told(Samples.partPaid(), Language.ENGLISH, Treatment.USTED)));
    pages.put("gone", PortalPages.gone(Language.SPANISH));
    pages.put("unsubscribe", PortalPages.unsubscribe(OPT_OUT));
    pages.put("unsubscribed", PortalPages.unsubscribed(OPT_OUT));
    return pages;
  }

  private static InvoicePage told(InvoicePage page, Language language, Treatment treatment) {
    return Samples.told(page, language, treatment, page.from(), page.to());
  }

  /** What a person reads: without the head, the tags and the line breaks between them. */
  private static String words(String html) {
    return html.substring(html.indexOf("<body>"))
        .replaceAll("<[^>]+>", " ")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .replace(" .", ".");
  }
}
