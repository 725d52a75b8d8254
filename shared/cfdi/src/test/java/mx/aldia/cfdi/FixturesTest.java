package mx.aldia.cfdi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.Emisor;
import mx.aldia.cfdi.document.FacturaPagada;
import mx.aldia.cfdi.document.Heading;
import mx.aldia.cfdi.document.PagoRecibido;
import mx.aldia.cfdi.document.Receptor;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.money.Factor;
import mx.aldia.cfdi.money.Impuesto;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.verify.StampCertificates;
import mx.aldia.cfdi.verify.Verdict;
import mx.aldia.cfdi.verify.VerifyDocument;
import mx.aldia.cfdi.xml.Element;
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

  @Test
  void the_payment_arithmetic_agrees_with_published_complements_to_the_last_digit()
      throws IOException {
    for (var xml : list("cfdi/pagos20-calculator", ".xml")) {
      var published = ReadXml.read(Files.readAllBytes(xml));
      var pagos = published.all("Complemento").getFirst().children().getFirst();
      var computed =
          new Documento.Pago(
                  HEADING, pagos.children("Pago").stream().map(FixturesTest::recibido).toList())
              .element()
              .all("Complemento")
              .getFirst()
              .children()
              .getFirst();

      assertThat(numbers(computed, "Totales")).isEqualTo(numbers(pagos, "Totales"));
      for (var part :
          List.of("ImpuestosP/TrasladosP/TrasladoP", "ImpuestosP/RetencionesP/RetencionP")) {
        assertThat(numbers(computed, ("Pago/" + part).split("/", -1)))
            .as(xml + " " + part)
            .isEqualTo(numbers(pagos, ("Pago/" + part).split("/", -1)));
      }
    }
  }

  private static final Heading HEADING =
      new Heading(
          Optional.empty(),
          Optional.empty(),
          LocalDateTime.of(2026, 1, 1, 0, 0),
          "06600",
          new Emisor(new Rfc(Keys.SELLER), "X", "601"),
          Receptor.publicInGeneral("06600"),
          List.of());

  private static PagoRecibido recibido(Element pago) {
    return new PagoRecibido(
        LocalDateTime.parse(pago.text("FechaPago")),
        pago.text("FormaDePagoP"),
        pago.text("MonedaP"),
        2,
        new BigDecimal(pago.text("TipoCambioP")),
        new BigDecimal(pago.text("Monto")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        pago.children("DoctoRelacionado").stream().map(FixturesTest::pagada).toList());
  }

  private static FacturaPagada pagada(Element docto) {
    return new FacturaPagada(
        docto.text("IdDocumento"),
        Optional.empty(),
        Optional.empty(),
        docto.text("MonedaDR"),
        2,
        new BigDecimal(docto.text("EquivalenciaDR")),
        Integer.parseInt(docto.text("NumParcialidad")),
        new BigDecimal(docto.text("ImpSaldoAnt")),
        new BigDecimal(docto.text("ImpPagado")),
        docto.text("ObjetoImpDR"),
        docto.all("ImpuestosDR", "TrasladosDR", "TrasladoDR").stream()
            .map(FixturesTest::tax)
            .toList(),
        docto.all("ImpuestosDR", "RetencionesDR", "RetencionDR").stream()
            .map(FixturesTest::tax)
            .toList());
  }

  private static TaxAmount tax(Element tax) {
    var impuesto =
        Stream.of(Impuesto.values())
            .filter(i -> i.key().equals(tax.text("ImpuestoDR")))
            .findFirst()
            .orElseThrow();
    var factor =
        Stream.of(Factor.values())
            .filter(f -> f.key().equals(tax.text("TipoFactorDR")))
            .findFirst()
            .orElseThrow();
    return new TaxAmount(
        new TaxRate(impuesto, factor, decimal(tax.text("TasaOCuotaDR"))),
        decimal(tax.text("BaseDR")),
        decimal(tax.text("ImporteDR")));
  }

  private static BigDecimal decimal(String text) {
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /** Attributes of every such element, numbers without trailing zeros, whatever their order. */
  private static Set<String> numbers(Element pagos, String... path) {
    var all = new TreeSet<String>();
    for (var element : pagos.all(path)) {
      var row = new TreeSet<String>();
      element
          .attributes()
          .forEach(
              (name, value) ->
                  row.add(
                      name
                          + "="
                          + (value.matches("[0-9.]+")
                              ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                              : value)));
      all.add(row.toString());
    }
    return all;
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
