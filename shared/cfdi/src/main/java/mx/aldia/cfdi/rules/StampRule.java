package mx.aldia.cfdi.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;

/**
 * The stamp of a document that has one. SAT has no codes for these, since only it and its PACs
 * stamp; TFD and what is wrong stand in their place.
 */
public enum StampRule {
  ONE_STAMP(
      "TFD-UNO",
      "El comprobante lleva {seen} timbres; es válido con uno.",
      "The document carries {seen} stamps; it is valid with one."),
  STAMP_IS_OF_THIS_SEAL(
      "TFD-SELLOCFD",
      "El timbre es de otro sello: el comprobante cambió o se selló de nuevo después de timbrar.",
      "The stamp is of another seal: the document was changed or sealed anew after stamping."),
  STAMP_IS_SEALED(
      "TFD-SELLOSAT",
      "El sello del timbre no corresponde a sus datos: el timbre fue alterado.",
      "The stamp's seal does not fit its values: the stamp was altered."),
  STAMPED_WITHIN_72_HOURS(
      "401",
      "Se timbró el {seen}, fuera de las 72 horas que siguen a la Fecha {expected}.",
      "It was stamped on {seen}, outside the 72 hours that follow Fecha {expected}."),
  CERTIFICATE_IS_AT_HAND(
      "TFD-CERTIFICADO",
      "No se tiene el certificado {seen} del PAC: el sello del timbre no se pudo comprobar.",
      "The PAC's certificate {seen} is not at hand: the stamp's seal could not be checked.",
      false);

  /** Local times of the place of issue and of SAT differ by up to two hours. */
  private static final Duration ZONES = Duration.ofHours(2);

  private static final Duration LIMIT = Duration.ofDays(3);

  private final String code;
  private final String spanish;
  private final String english;
  private final boolean blocks;

  StampRule(String code, String spanish, String english) {
    this(code, spanish, english, true);
  }

  StampRule(String code, String spanish, String english, boolean blocks) {
    this.code = code;
    this.spanish = spanish;
    this.english = english;
    this.blocks = blocks;
  }

  /** This rule, judged with the certificates at hand. */
  Rule with(Function<String, Optional<SatCertificate>> certificates) {
    var name = name();
    var demand =
        new Rule.Demand(
            code, spanish, english, blocks, (cfdi, report) -> check(cfdi, report, certificates));
    return new Rule() {
      @Override
      public Demand demand() {
        return demand;
      }

      @Override
      public String name() {
        return name;
      }
    };
  }

  /** The stamps a document carries; it should be none or one. */
  public static List<Element> stamps(Element comprobante) {
    return comprobante.all("Complemento").stream()
        .flatMap(c -> c.children(Namespaces.TFD, "TimbreFiscalDigital").stream())
        .toList();
  }

  private void check(
      Cfdi cfdi, Report report, Function<String, Optional<SatCertificate>> certificates) {
    var stamps = stamps(cfdi.root());
    if (this == ONE_STAMP) {
      if (stamps.size() > 1) {
        report.element(stamps.get(1), String.valueOf(stamps.size()), "1");
      }
      return;
    }
    for (var stamp : stamps) {
      switch (this) {
        case STAMP_IS_OF_THIS_SEAL -> {
          var seal = cfdi.root().text("Sello").replace(" ", "");
          if (!stamp.text("SelloCFD").replace(" ", "").equals(seal)) {
            report.attribute(stamp, "SelloCFD", seal);
          }
        }
        case STAMP_IS_SEALED ->
            certificates
                .apply(stamp.text("NoCertificadoSAT"))
                .filter(c -> !c.verifies(CadenaOriginal.ofStamp(stamp), stamp.text("SelloSAT")))
                .ifPresent(c -> report.attribute(stamp, "SelloSAT", "SHA256withRSA"));
        case CERTIFICATE_IS_AT_HAND -> {
          if (certificates.apply(stamp.text("NoCertificadoSAT")).isEmpty()) {
            report.attribute(stamp, "NoCertificadoSAT", "-");
          }
        }
        case STAMPED_WITHIN_72_HOURS -> inTime(cfdi, stamp, report);
        case ONE_STAMP -> throw new AssertionError("judged above");
      }
    }
  }

  private static void inTime(Cfdi cfdi, Element stamp, Report report) {
    var issued = cfdi.moment();
    var stamped = Cfdi.moment(stamp.text("FechaTimbrado"));
    if (issued != null && stamped != null) {
      var after = Duration.between(issued, stamped);
      if (after.compareTo(ZONES.negated()) < 0 || after.compareTo(LIMIT.plus(ZONES)) > 0) {
        report.attribute(stamp, "FechaTimbrado", cfdi.root().text("Fecha"));
      }
    }
  }
}
