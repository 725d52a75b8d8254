package mx.aldia.cfdi.rules;

import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.UnknownComplement;
import mx.aldia.cfdi.xml.Namespaces;

/** The seal and the certificate it was made with. */
public enum SealRule implements Rule {
  SEAL_IS_OF_THIS_DOCUMENT(
      "CFDI40102",
      "El sello no corresponde al comprobante: falta, o algo cambió después de sellar. Séllalo de"
          + " nuevo.",
      "The seal does not fit the document: it is missing, or something changed after sealing. Seal"
          + " it anew.",
      (cfdi, report) -> {
        var sealed = sealed(cfdi);
        if (sealed == Sealed.INVALID || sealed == Sealed.ABSENT) {
          report.attribute(cfdi.root(), "Sello", "SHA256withRSA");
        }
      }),
  COMPLEMENTS_ARE_KNOWN(
      "301",
      "Este programa no conoce un complemento del comprobante y no puede juzgar su sello.",
      "This program does not know a complement of the document and cannot judge its seal.",
      (cfdi, report) -> {
        if (sealed(cfdi) == Sealed.UNKNOWN) {
          report.attribute(cfdi.root(), "Sello", "-");
        }
      }),
  CERTIFICATE_CAN_BE_READ(
      "CFDI40106",
      "El Certificado falta o no es un certificado; sella con el archivo .cer de tu CSD.",
      "Certificado is missing or is no certificate; seal with the .cer file of your CSD.",
      (cfdi, report) -> {
        if (cfdi.certificate().isEmpty()) {
          report.attribute(cfdi.root(), "Certificado", "X.509, base 64");
        }
      }),
  NUMBER_IS_THERE(
      "301",
      "Falta NoCertificado; sella con el archivo .cer de tu CSD.",
      "NoCertificado is missing; seal with the .cer file of your CSD.",
      (cfdi, report) -> {
        if (!cfdi.root().has("NoCertificado")) {
          report.attribute(cfdi.root(), "NoCertificado", "20 dígitos");
        }
      }),
  NUMBER_IS_THE_CERTIFICATES(
      "CFDI40106",
      "NoCertificado {seen} no es el del certificado, que es {expected}; sella de nuevo.",
      "NoCertificado {seen} is not the certificate's, which is {expected}; seal anew.",
      (cfdi, report) ->
          cfdi.certificate()
              .filter(c -> cfdi.root().has("NoCertificado"))
              .filter(c -> !c.number().equals(cfdi.root().text("NoCertificado")))
              .ifPresent(c -> report.attribute(cfdi.root(), "NoCertificado", c.number()))),
  CERTIFICATE_IS_THE_ISSUERS(
      "303",
      "El sello es de {expected}, no del emisor {seen}; usa el CSD del emisor.",
      "The seal is {expected}'s, not the issuer {seen}'s; use the issuer's CSD.",
      (cfdi, report) ->
          cfdi.certificate()
              .ifPresent(
                  c ->
                      cfdi.emisor()
                          .filter(e -> !e.text("Rfc").equals(c.rfc()))
                          .ifPresent(e -> report.attribute(e, "Rfc", c.rfc())))),
  CERTIFICATE_WAS_VALID(
      "305",
      "El certificado no estaba vigente en la Fecha {seen}: vale {expected}. Renueva tu CSD.",
      "The certificate was not valid on Fecha {seen}: it is valid {expected}. Renew your CSD.",
      (cfdi, report) -> {
        var instant = cfdi.instant();
        cfdi.certificate()
            .filter(c -> instant != null && !c.isValidAt(instant))
            .ifPresent(
                c ->
                    report.attribute(cfdi.root(), "Fecha", c.validFrom() + " - " + c.validUntil()));
      }),
  CERTIFICATE_IS_NO_FIEL(
      "306",
      "Sellaste con la e.firma (FIEL); las facturas se sellan con un CSD, que se tramita en"
          + " Certifica de SAT.",
      "You sealed with the e.firma (FIEL); invoices are sealed with a CSD, which is had from SAT's"
          + " Certifica.",
      (cfdi, report) ->
          cfdi.certificate()
              .filter(SatCertificate::isFiel)
              .ifPresent(c -> report.attribute(cfdi.root(), "Certificado", c.toString(), "CSD")));

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  SealRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  /** Whether a document that breaks this rule is not sealed, whatever its seal says. */
  public static boolean breaksTheSeal(Rule rule) {
    return rule == SEAL_IS_OF_THIS_DOCUMENT || rule == COMPLEMENTS_ARE_KNOWN;
  }

  /** Whether the seal was made over this document with the certificate it carries. */
  static Sealed sealed(Cfdi cfdi) {
    var root = cfdi.root();
    if (!root.has("Sello") || root.text("Sello").isEmpty()) {
      return Sealed.ABSENT;
    }
    if (!root.is(Namespaces.CFDI, "Comprobante")) {
      return Sealed.INVALID;
    }
    try {
      var cadena = CadenaOriginal.of(root);
      return cfdi.certificate().filter(c -> c.verifies(cadena, root.text("Sello"))).isPresent()
          ? Sealed.VALID
          : Sealed.INVALID;
    } catch (UnknownComplement e) {
      return Sealed.UNKNOWN;
    }
  }

  /** What can be said of a seal; unknown where a complement's place in the cadena is. */
  enum Sealed {
    VALID,
    INVALID,
    ABSENT,
    UNKNOWN
  }
}
