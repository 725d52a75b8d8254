package mx.aldia.stamping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.tax.TaxFinding;
import org.jspecify.annotations.Nullable;

/**
 * What has to be changed before a document is taken, and where: of what is missing, of the rules we
 * judge ourselves, and of the codes that only a PAC can answer with SAT's own lists at hand.
 */
final class ToFix {
  private static final String CONSTANCIA =
      " SAT lo compara con su registro: está en la Constancia de Situación Fiscal"
          + " (https://www.sat.gob.mx/aplicacion/53027/genera-tu-constancia-de-situacion-fiscal).";
  private static final String CONSTANCIA_EN =
      " SAT compares it with its register: it is on the Constancia de Situación Fiscal"
          + " (https://www.sat.gob.mx/aplicacion/53027/genera-tu-constancia-de-situacion-fiscal).";

  /** Where an attribute of a document comes from. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("Emisor/@Rfc", "/tenant/rfc"),
          Map.entry("Emisor/@Nombre", "/tenant/legal_name"),
          Map.entry("Emisor/@RegimenFiscal", "/tenant/tax_regime"),
          Map.entry("Comprobante/@LugarExpedicion", "/tenant/postal_code"),
          Map.entry("Receptor/@Rfc", "/receiver/rfc"),
          Map.entry("Receptor/@Nombre", "/receiver/legal_name"),
          Map.entry("Receptor/@DomicilioFiscalReceptor", "/receiver/postal_code"),
          Map.entry("Receptor/@RegimenFiscalReceptor", "/receiver/tax_regime"),
          Map.entry("Receptor/@ResidenciaFiscal", "/receiver/country"),
          Map.entry("Receptor/@NumRegIdTrib", "/receiver/tax_id"),
          Map.entry("Receptor/@UsoCFDI", "/cfdi_use"),
          Map.entry("Comprobante/@MetodoPago", "/payment_method"),
          Map.entry("Comprobante/@FormaPago", "/payment_form"),
          Map.entry("Concepto/@ClaveProdServ", "/lines/%d/sat_product_key"),
          Map.entry("Concepto/@ClaveUnidad", "/lines/%d/sat_unit_key"));

  /** One of an XPath's steps: its name, and which one it is. */
  private static final Pattern STEP = Pattern.compile("/(?:[a-z0-9]+:)?([A-Za-z]+)(?:\\[(\\d+)])?");

  /** What a code means that comes without a place. */
  private record Meaning(@Nullable String field, String spanish, String english) {}

  private static final Map<String, Meaning> MEANINGS = meanings();

  private ToFix() {}

  /** What the invoice lacks. */
  static List<TaxFinding> missing(List<Fault> faults) {
    return faults.stream().map(ToFix::missing).toList();
  }

  private static TaxFinding missing(Fault fault) {
    var field = fault.pointer().replaceFirst("^/customer/", "/receiver/");
    boolean absent = fault.code().equals("required");
    var said = name(field);
    return new TaxFinding(
        absent ? "missing" : fault.code(),
        Optional.of(field),
        Optional.empty(),
        Optional.empty(),
        absent
            ? "Falta %s.".formatted(said.spanish())
            : "%s no es válido.".formatted(said.spanish()),
        absent
            ? "%s is missing.".formatted(said.english())
            : "%s is not valid.".formatted(said.english()));
  }

  /** There is nothing to seal with. */
  static TaxFinding noCertificate() {
    return new TaxFinding(
        "missing",
        Optional.of("/certificate"),
        Optional.empty(),
        Optional.empty(),
        "Falta tu Certificado de Sello Digital: súbelo con PUT /v1/tenant/certificate.",
        "Your Certificado de Sello Digital is missing: send it with PUT /v1/tenant/certificate.");
  }

  /** A part of a sale for which no unit prices come to what was paid, to the centavo: very rare. */
  static TaxFinding noPrice(Money paid) {
    var amount = paid.major().toPlainString();
    return new TaxFinding(
        "no_price",
        Optional.empty(),
        Optional.of(amount),
        Optional.empty(),
        "Ningún precio de seis decimales da exactamente %s: devuelve este pago y regístralo en dos partes."
            .formatted(amount),
        "No price of six decimals comes to exactly %s: reverse this payment and record it in two parts."
            .formatted(amount));
  }

  /** What our own rules found. */
  static List<TaxFinding> of(List<Finding> findings) {
    return findings.stream().map(ToFix::of).toList();
  }

  /** What a PAC said, with all it found where it says more than one thing. */
  static List<TaxFinding> of(String code, String message, List<Finding> findings) {
    if (!findings.isEmpty()) {
      return of(findings);
    }
    var meaning = MEANINGS.get(code);
    return List.of(
        meaning == null
            ? new TaxFinding(
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "El PAC la rechazó: " + message,
                "The PAC refused it: " + message)
            : new TaxFinding(
                code,
                Optional.ofNullable(meaning.field()),
                Optional.empty(),
                Optional.empty(),
                meaning.spanish(),
                meaning.english()));
  }

  private static TaxFinding of(Finding finding) {
    return new TaxFinding(
        finding.code(),
        field(finding.path()),
        Optional.ofNullable(finding.seen()),
        Optional.ofNullable(finding.expected()),
        finding.spanish(),
        finding.english());
  }

  /** Where the datum of an XPath is corrected. */
  static Optional<String> field(String path) {
    var attribute = path.lastIndexOf("/@");
    if (attribute < 0) {
      return Optional.empty();
    }
    var steps = new ArrayList<String>();
    int line = 0;
    var matcher = STEP.matcher(path.substring(0, attribute));
    while (matcher.find()) {
      steps.add(matcher.group(1));
      if (matcher.group(1).equals("Concepto") && matcher.group(2) != null) {
        line = Integer.parseInt(matcher.group(2)) - 1;
      }
    }
    var field = FIELDS.get(steps.getLast() + path.substring(attribute));
    return Optional.ofNullable(field == null ? null : field.formatted(line));
  }

  private record Name(String spanish, String english) {}

  private static Name name(String field) {
    return switch (field) {
      case "/receiver/rfc" -> new Name("el RFC del cliente", "The customer's RFC");
      case "/receiver/legal_name" ->
          new Name(
              "el nombre o razón social del cliente, como está en su Constancia de Situación Fiscal",
              "The customer's legal name, as on its Constancia de Situación Fiscal,");
      case "/receiver/tax_regime" ->
          new Name("el régimen fiscal del cliente", "The customer's tax regime");
      case "/receiver/postal_code" ->
          new Name(
              "el código postal del domicilio fiscal del cliente",
              "The postal code of the customer's fiscal address");
      case "/tenant/rfc" -> new Name("tu RFC", "Your RFC");
      case "/tenant/legal_name" -> new Name("tu razón social", "Your legal name");
      case "/tenant/tax_regime" -> new Name("tu régimen fiscal", "Your tax regime");
      case "/tenant/postal_code" ->
          new Name("tu código postal, el lugar de expedición", "Your postal code");
      case "/exchange_rate" ->
          new Name("el tipo de cambio de la moneda", "The currency's exchange rate");
      default -> new Name(field, field);
    };
  }

  private static Map<String, Meaning> meanings() {
    var receiverName =
        new Meaning(
            "/receiver/legal_name",
            "El nombre del cliente no es el que SAT tiene con ese RFC: en mayúsculas, con sus"
                + " acentos y sin el régimen de capital (SA DE CV y similares)."
                + CONSTANCIA,
            "The customer's name is not the one SAT has with that RFC: in capitals, with its"
                + " accents and without the kind of company (SA DE CV and the like)."
                + CONSTANCIA_EN);
    var receiverRfc =
        new Meaning(
            "/receiver/rfc",
            "El RFC del cliente no está en la lista de RFC inscritos de SAT." + CONSTANCIA,
            "The customer's RFC is not in SAT's list of registered RFC." + CONSTANCIA_EN);
    var receiverCode =
        new Meaning(
            "/receiver/postal_code",
            "El código postal no es el del domicilio fiscal que SAT tiene con ese RFC."
                + CONSTANCIA,
            "The postal code is not that of the fiscal address SAT has with that RFC."
                + CONSTANCIA_EN);
    var receiverRegime =
        new Meaning(
            "/receiver/tax_regime",
            "El régimen fiscal no es uno de los que SAT tiene con el RFC del cliente." + CONSTANCIA,
            "The tax regime is not one of those SAT has with the customer's RFC." + CONSTANCIA_EN);
    var ownRfc =
        new Meaning(
            "/tenant/rfc",
            "Tu RFC no está en la lista de contribuyentes obligados (LCO) de SAT, o aún no: una"
                + " inscripción o un certificado nuevo tarda hasta 72 horas en aparecer.",
            "Your RFC is not in SAT's list of obliged taxpayers (LCO), or not yet: a new"
                + " registration or certificate takes up to 72 hours to appear.");
    var ownName =
        new Meaning(
            "/tenant/legal_name",
            "Tu razón social no es la que SAT tiene con tu RFC: en mayúsculas y sin el régimen de"
                + " capital."
                + CONSTANCIA,
            "Your legal name is not the one SAT has with your RFC: in capitals and without the kind"
                + " of company."
                + CONSTANCIA_EN);
    var certificate =
        new Meaning(
            "/certificate",
            "SAT no acepta tu Certificado de Sello Digital: está vencido, revocado o no es un CSD"
                + " de tu RFC. Sube uno vigente con PUT /v1/tenant/certificate.",
            "SAT does not take your Certificado de Sello Digital: it has expired, was revoked or is"
                + " no CSD of your RFC. Send one in force with PUT /v1/tenant/certificate.");
    return Map.ofEntries(
        Map.entry("CFDI40138", ownRfc),
        Map.entry("CFDI40139", ownName),
        Map.entry("CFDI40143", receiverRfc),
        Map.entry("CFDI40144", receiverRfc),
        Map.entry("CFDI40145", receiverName),
        Map.entry("CFDI40147", receiverCode),
        Map.entry("CFDI40148", receiverCode),
        Map.entry("CFDI40159", receiverRegime),
        Map.entry("303", certificate),
        Map.entry("304", certificate),
        Map.entry("305", certificate),
        Map.entry("306", certificate),
        Map.entry("308", certificate),
        Map.entry("402", ownRfc));
  }
}
