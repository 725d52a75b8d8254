package mx.aldia.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.letters.Language;

/**
 * The customer's pages as HTML. They need no script and load nothing: one answer is the whole page,
 * its style included.
 */
public final class PortalPages {
  /** The style of every page; what is in it is public. */
  private static final String STYLE = resource("page.css");

  /**
   * To be sent with every page. The policy allows the one style by its hash and forms to ourselves;
   * the link is a secret, so no referrer, no cache and no search engine may keep it.
   */
  public static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type",
          "text/html; charset=utf-8",
          "Content-Security-Policy",
          "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
              .formatted(sha256(STYLE)),
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff",
          "X-Robots-Tag",
          "noindex, nofollow",
          "Cache-Control",
          "no-store");

  private PortalPages() {}

  /** An invoice to whoever holds its link. */
  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  public static String invoice(InvoicePage page) {
    return html(output -> JteinvoiceGenerated.render(output, null, InvoiceView.of(page), STYLE));
  }

  /** The form for the customer's tax data. */
  @SuppressWarnings("NullAway")
  static String taxData(TaxDataPage page) {
    return html(output -> JtetaxdataGenerated.render(output, null, TaxDataView.of(page), STYLE));
  }

  /** Says that nothing is missing any more. */
  @SuppressWarnings("NullAway")
  static String taxDataKept(TaxDataPage page) {
    var words = new PortalWords(page.language(), page.treatment());
    var form = new TaxDataWords(words, page.form());
    var message = new Message(words, form.doneTitle(), form.doneNote(), "", page.from(), null);
    return html(output -> JtemessageGenerated.render(output, null, message, STYLE));
  }

  /** A link that expired, was revoked or never was: the same page, so that none can be told. */
  @SuppressWarnings("NullAway")
  public static String gone(Language language) {
    var words = new PortalWords(language, Treatment.USTED);
    return html(
        output ->
            JtemessageGenerated.render(
                output,
                null,
                new Message(words, words.goneTitle(), words.goneNote(), "", null, null),
                STYLE));
  }

  /** Asks before anything is stopped; only its button stops it. */
  @SuppressWarnings("NullAway")
  public static String unsubscribe(UnsubscribePage page) {
    var words = new PortalWords(page.language(), page.treatment());
    var message =
        new Message(
            words,
            words.unsubscribeTitle(),
            words.unsubscribeNote(page.from().tradeName()),
            words.unsubscribeKeeps(),
            page.from(),
            page.action().toString());
    return html(output -> JtemessageGenerated.render(output, null, message, STYLE));
  }

  /** Says that it has been stopped. */
  @SuppressWarnings("NullAway")
  public static String unsubscribed(UnsubscribePage page) {
    var words = new PortalWords(page.language(), page.treatment());
    var message =
        new Message(
            words,
            words.unsubscribedTitle(),
            words.unsubscribeKeeps(),
            words.unsubscribedNote(page.from().tradeName()),
            page.from(),
            null);
    return html(output -> JtemessageGenerated.render(output, null, message, STYLE));
  }

  private static String html(Consumer<OwaspHtmlTemplateOutput> template) {
    var html = new StringOutput(32_768);
    template.accept(new OwaspHtmlTemplateOutput(html));
    return html.toString();
  }

  private static String resource(String name) {
    try (var stream = PortalPages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
