package mx.aldia.cfdi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.verify.StampCertificates;
import mx.aldia.cfdi.verify.Verdict;
import mx.aldia.cfdi.verify.VerifyDocument;
import mx.aldia.cfdi.xml.ReadXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Against public samples that are not ours to ship: runs where {@code -Dfixtures=FOLDER} names a
 * folder with {@code cfdi/sealed}, {@code cfdi/rules}, {@code cfdi/pagos20-calculator} and {@code
 * csd}.
 */
@EnabledIfSystemProperty(named = "fixtures", matches = ".+")
class FixturesTest {
  /** The codes that each public rule's failing document has to bring. */
  private static final Map<String, Set<String>> CODES =
      Map.of(
          "regimen-uso-compat", Set.of("CFDI40158", "CFDI40161"),
          "subtotal-descuento-conceptos-suma", Set.of("CFDI40108"),
          "total-comprobante-consistencia", Set.of("CFDI40119"),
          "impuestos-totales-consistencia", Set.of("CFDI40205"),
          "moneda-tipocambio-consistencia", Set.of("CFDI40114"),
          "claveprodserv-claveunidad-vigente", Set.of("CFDI40162", "CFDI40165"),
          "tipodecomprobante-campos-prohibidos", Set.of("CFDI40103", "CFDI40125"),
          "impuestos-concepto-rollup-consistencia", Set.of("CFDI40221"),
          "impuestos-traslados-retenciones-unicidad", Set.of("CFDI40218"));

  private final Path folder = Path.of(System.getProperty("fixtures", "."));

  @Test
  void every_cadena_is_the_published_one() throws IOException {
    for (var xml : list("cfdi/sealed", ".xml")) {
      var published =
          xml.resolveSibling(xml.getFileName().toString().replace(".xml", ".cadena.txt"));

      assertThat(CadenaOriginal.of(ReadXml.read(Files.readAllBytes(xml))))
          .as(xml.toString())
          .isEqualTo(Files.readString(published, UTF_8).strip());
    }
  }

  @Test
  void sealing_with_the_same_key_gives_the_same_bytes() throws IOException {
    for (var xml : list("cfdi/sealed", ".xml")) {
      var bytes = Files.readAllBytes(xml);
      var number = ReadXml.read(bytes).text("NoCertificado");

      assertThat(SealDocument.seal(bytes, key(number))).as(xml.toString()).isEqualTo(bytes);
    }
  }

  @Test
  void every_seal_is_valid_and_a_fiel_is_told() throws IOException {
    var pac =
        SatCertificate.read(
            Files.readAllBytes(
                list("csd", ".cer").stream()
                    .filter(file -> file.getFileName().toString().startsWith("PAC"))
                    .findFirst()
                    .orElseThrow()));
    var verify = new VerifyDocument(Catalogs.own(), StampCertificates.of(List.of(pac)));
    for (var xml : list("cfdi/sealed", ".xml")) {
      var root = ReadXml.read(Files.readAllBytes(xml));
      var verdict = verify.verify(root);
      boolean fiel =
          Optional.ofNullable(SatCertificate.fromBase64(root.text("Certificado")))
              .orElseThrow()
              .isFiel();

      assertThat(verdict.seal()).as(xml.toString()).isEqualTo(Verdict.State.VALID);
      assertThat(verdict.stamp()).as(xml.toString()).isNotEqualTo(Verdict.State.INVALID);
      assertThat(codes(verdict.findings()).contains("306")).as(xml.toString()).isEqualTo(fiel);
    }
  }

  @Test
  void each_public_rule_passes_and_fails_as_published() throws IOException {
    for (var xml : list("cfdi/rules", ".xml")) {
      var name = xml.getFileName().toString();
      var rule = name.substring(0, name.indexOf('.'));
      if (rule.equals("domicilio-fiscal-receptor-cp-existe")) {
        continue; // needs SAT's postal codes
      }
      var codes = codes(check(xml));
      codes.retainAll(CODES.get(rule));

      if (name.contains(".pass.")) {
        assertThat(codes).as(name).isEmpty();
      } else {
        assertThat(codes).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void the_payment_rules_agree_with_published_complements() throws IOException {
    for (var xml : list("cfdi/pagos20-calculator", ".xml")) {
      assertThat(codes(check(xml))).as(xml.toString()).noneMatch(code -> code.startsWith("CRP"));
    }
  }

  private List<Finding> check(Path xml) throws IOException {
    return new Rules(Catalogs.own()).check(ReadXml.read(Files.readAllBytes(xml)), Rules.CONTENT);
  }

  private static Set<String> codes(List<Finding> findings) {
    var codes = new TreeSet<String>();
    findings.forEach(finding -> codes.add(finding.code()));
    return codes;
  }

  private SealingKey key(String number) throws IOException {
    for (var cer : list("csd", ".cer")) {
      var bytes = Files.readAllBytes(cer);
      if (SatCertificate.read(bytes).number().equals(number)) {
        var base = cer.getFileName().toString().replace(".cer", "");
        var password = Files.readString(cer.resolveSibling(base + ".password.txt"), UTF_8).strip();
        return SealingKey.open(
            bytes, Files.readAllBytes(cer.resolveSibling(base + ".key")), password.toCharArray());
      }
    }
    throw new IllegalStateException("no key " + number);
  }

  private List<Path> list(String under, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(under))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
