package mx.aldia.letters;

import static java.time.temporal.ChronoUnit.DAYS;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.util.List;

/**
 * Tells a business that the certificate it seals its invoices with comes to its end.
 *
 * @param business by the name its customers know
 * @param number the certificate's
 * @param lastDay in the business's zone
 * @param today there
 */
public record CertificateNotice(
    Language language,
    String business,
    String number,
    String rfc,
    LocalDate lastDay,
    LocalDate today) {
  public String subject() {
    return language
        .pick(
            "Su certificado de sello digital vence en %d días",
            "Your seal certificate (CSD) expires in %d days")
        .formatted(DAYS.between(today, lastDay));
  }

  /** What it says, a paragraph each. */
  List<String> paragraphs() {
    var day = Days.full(lastDay, language);
    return List.of(
        language
            .pick(
                "El certificado %s del RFC %s, con el que %s sella sus facturas, vence el %s.",
                "Certificate %s of RFC %s, with which %s seals its invoices, expires on %s.")
            .formatted(number, rfc, business, day),
        language.pick(
            "Después de ese día el SAT no acepta facturas, notas de crédito ni complementos de pago"
                + " sellados con él.",
            "After that day SAT takes no invoice, credit note or payment complement sealed with"
                + " it."),
        language.pick(
            "Tramite uno nuevo en CertiSAT con su e.firma y súbalo aquí (PUT"
                + " /v1/tenant/certificate) en cuanto lo tenga: el actual deja de usarse en ese"
                + " momento y lo que ya selló sigue siendo válido.",
            "Get a new one at SAT (CertiSAT) with your e.firma and upload it here (PUT"
                + " /v1/tenant/certificate) as soon as you have it: it takes over at that moment, and"
                + " what the present one sealed stays valid."));
  }

  public String text() {
    return String.join("\n\n", paragraphs()) + "\n";
  }

  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  public String html() {
    var html = new StringOutput(4_096);
    JtenoticeGenerated.render(
        new OwaspHtmlTemplateOutput(html), null, language.tag(), subject(), paragraphs());
    return html.toString();
  }
}
