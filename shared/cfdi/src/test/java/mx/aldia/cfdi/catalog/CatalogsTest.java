package mx.aldia.cfdi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private final Catalogs own = Catalogs.own();

  @Test
  void a_key_is_allowed_from_the_day_it_is_in_force() {
    assertThat(own.allows(Catalog.OBJETO_IMP, "06", LocalDate.of(2024, 12, 12))).isFalse();
    assertThat(own.allows(Catalog.OBJETO_IMP, "06", LocalDate.of(2024, 12, 13))).isTrue();
    assertThat(own.allows(Catalog.OBJETO_IMP, "02", LocalDate.of(2020, 1, 1))).isTrue();
  }

  @Test
  void every_small_catalog_is_whole() {
    assertThat(
            Map.of(
                Catalog.FORMA_PAGO, own.all(Catalog.FORMA_PAGO).size(),
                Catalog.REGIMEN_FISCAL, own.all(Catalog.REGIMEN_FISCAL).size(),
                Catalog.USO_CFDI, own.all(Catalog.USO_CFDI).size(),
                Catalog.MESES, own.all(Catalog.MESES).size(),
                Catalog.TIPO_RELACION, own.all(Catalog.TIPO_RELACION).size(),
                Catalog.OBJETO_IMP, own.all(Catalog.OBJETO_IMP).size()))
        .isEqualTo(
            Map.of(
                Catalog.FORMA_PAGO, 22,
                Catalog.REGIMEN_FISCAL, 19,
                Catalog.USO_CFDI, 24,
                Catalog.MESES, 18,
                Catalog.TIPO_RELACION, 7,
                Catalog.OBJETO_IMP, 8));
    assertThat(own.decimals("MXN")).isEqualTo(2);
    assertThat(own.decimals("JPY")).isZero();
    assertThat(own.decimals("KWD")).isEqualTo(3);
    assertThat(own.find(Catalog.FORMA_PAGO, "03").orElseThrow().name())
        .isEqualTo("Transferencia electrónica de fondos");
  }

  @Test
  void what_cannot_be_told_is_allowed() {
    assertThat(own.isKnown(Catalog.CODIGO_POSTAL)).isFalse();
    assertThat(own.allows(Catalog.CODIGO_POSTAL, "00001", TODAY)).isTrue();
    var with = own.with(Map.of(Catalog.CODIGO_POSTAL, Set.of("06600")));
    assertThat(with.isKnown(Catalog.CODIGO_POSTAL)).isTrue();
    assertThat(with.allows(Catalog.CODIGO_POSTAL, "00001", TODAY)).isFalse();
  }

  @Test
  void a_use_goes_with_a_regime_and_a_person() {
    assertThat(own.useFits("G03", "601", Persona.MORAL)).isTrue();
    assertThat(own.useFits("G03", "605", Persona.FISICA)).isFalse();
    assertThat(own.useFits("D01", "612", Persona.MORAL)).isFalse();
    assertThat(own.usesFor("616", Persona.FISICA)).containsExactly("G02", "S01", "CP01");
    assertThat(own.regimeFits("612", Persona.MORAL)).isFalse();
  }

  @Test
  void rates_are_sats_or_inside_its_range() {
    assertThat(own.rateFits("002", "Tasa", new BigDecimal("0.16"), false)).isTrue();
    assertThat(own.rateFits("002", "Tasa", new BigDecimal("0.15"), false)).isFalse();
    assertThat(own.rateFits("002", "Tasa", new BigDecimal("0.106667"), true)).isTrue();
    assertThat(own.rateFits("001", "Tasa", new BigDecimal("0.10"), false)).isFalse();
    assertThat(own.account("03", true).lengths()).isEqualTo("10, 16, 18");
  }

  @Test
  void sats_own_files_are_read_when_there_are_any(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("catCFDI.xsd"),
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="c_ClaveUnidad"><xs:restriction base="xs:string">
            <xs:enumeration value="E48"/><xs:enumeration value="H87"/>
          </xs:restriction></xs:simpleType>
          <xs:simpleType name="c_Otro"><xs:restriction base="xs:string"/></xs:simpleType>
        </xs:schema>
        """);
    Files.writeString(
        folder.resolve("c_CodigoPostal.csv"),
        """
        Versión CFDI,Versión catálogo
        4.0,1.0
        c_CodigoPostal,c_Estado
        "06600",CMX
        64000,NLE
        """);

    var lists = SatFiles.read(folder);

    assertThat(lists)
        .isEqualTo(
            Map.of(
                Catalog.CLAVE_UNIDAD, Set.of("E48", "H87"),
                Catalog.CODIGO_POSTAL, Set.of("06600", "64000")));
  }
}
