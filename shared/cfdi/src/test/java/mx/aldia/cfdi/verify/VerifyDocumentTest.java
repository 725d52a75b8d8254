package mx.aldia.cfdi.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import mx.aldia.cfdi.Documents;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.verify.Verdict.State;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class VerifyDocumentTest {
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e9",
          "0.0000000001",
          "999999999999999999.999999",
          "99999999999999999999",
          "NaN",
          "XXX",
          "ñ",
          "|",
          "\u00a0",
          "2026-13-45T99:99:99",
          "Exento");

  private final VerifyDocument verify =
      new VerifyDocument(Catalogs.own(), StampCertificates.none());

  @Test
  void a_sealed_document_that_breaks_no_rule_is_valid() {
    var verdict = verify.verify(SealDocument.seal(Documents.INGRESO, Keys.CSD.sealingKey()));

    assertThat(verdict.isValid()).isTrue();
    assertThat(verdict.seal()).isEqualTo(State.VALID);
    assertThat(verdict.stamp()).isEqualTo(State.ABSENT);
  }

  @Test
  void a_warning_does_not_make_a_document_invalid() {
    var named =
        Documents.with(
            Documents.INGRESO, Documents.set("Receptor/@Nombre", "CLIENTE, S.A. DE C.V."));

    var verdict = verify.verify(SealDocument.seal(named, Keys.CSD.sealingKey()));

    assertThat(verdict.isValid()).isTrue();
    assertThat(verdict.warnings()).hasSize(1);
    assertThat(verdict.warnings().getFirst().expected()).isEqualTo("CLIENTE");
  }

  @Test
  void a_document_without_a_seal_is_not_valid_and_its_seal_is_absent() {
    var verdict = verify.verify(Documents.INGRESO);

    assertThat(verdict.isValid()).isFalse();
    assertThat(verdict.seal()).isEqualTo(State.ABSENT);
  }

  @Test
  void whatever_is_wrong_with_a_document_there_is_a_verdict() {
    var sealed = SealDocument.seal(Documents.INGRESO, Keys.CSD.sealingKey());
    Property.forAll(
        1500,
        (random, _) -> {
          var broken = random.nextBoolean() ? sealed : Documents.PAGO;
          for (int i = random.nextInt(1, 5); i > 0; i--) {
            broken = broken(broken, random);
          }

          for (var finding : verify.verify(broken).findings()) {
            assertThat(finding.path()).startsWith("/");
            assertThat(finding.spanish()).isNotBlank();
          }
        });
  }

  /** One place, drawn at random, changed in one way, drawn at random. */
  private static Element broken(Element element, RandomGenerator random) {
    if (element.children().isEmpty() || random.nextInt(4) == 0) {
      var names = List.copyOf(element.attributes().keySet());
      if (names.isEmpty()) {
        return element;
      }
      var name = names.get(random.nextInt(names.size()));
      return random.nextInt(3) == 0
          ? element.without(name)
          : element.with(name, ODD.get(random.nextInt(ODD.size())));
    }
    var children = new ArrayList<>(element.children());
    int at = random.nextInt(children.size());
    switch (random.nextInt(12)) {
      case 0 -> children.remove(at);
      case 1 -> children.add(children.get(at).with("Extra", "1"));
      default -> children.set(at, broken(children.get(at), random));
    }
    return element.withChildren(children);
  }
}
