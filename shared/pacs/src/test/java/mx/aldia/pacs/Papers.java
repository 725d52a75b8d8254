package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.pac.Mood;
import mx.aldia.cfdi.pac.SandboxPac;
import mx.aldia.cfdi.pac.StampMemory;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.seal.SelfMadeCertificate.Wanted;

/** Sealed documents, and somebody who stamps them. */
final class Papers {
  static final Instant NOW = Instant.parse("2026-03-02T17:00:00Z");

  static final SelfMadeCertificate CSD = certificate("30001000000500009001", "TES030201001");
  private static final SelfMadeCertificate PAC =
      certificate("30001000000500009003", "SPR190613I52");

  private static final String INGRESO =
      """
      <cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0"
       Fecha="2026-03-02T10:00:00" Serie="A" Folio="FOLIO" FormaPago="03" SubTotal="1000.00"
       Moneda="MXN" Total="1160.00" TipoDeComprobante="I" Exportacion="01" MetodoPago="PUE"
       LugarExpedicion="06600">
       <cfdi:Emisor Rfc="TES030201001" Nombre="TALLER ESPAÑA" RegimenFiscal="601"/>
       <cfdi:Receptor Rfc="CLI850101AB1" Nombre="CLIENTE &amp; HIJOS"
        DomicilioFiscalReceptor="64000" RegimenFiscalReceptor="601" UsoCFDI="G03"/>
       <cfdi:Conceptos>
        <cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="E48"
         Descripcion="Asesoría" ValorUnitario="1000.00" Importe="1000.00" ObjetoImp="02">
         <cfdi:Impuestos>
          <cfdi:Traslados>
           <cfdi:Traslado Base="1000.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000"
            Importe="160.00"/>
          </cfdi:Traslados>
         </cfdi:Impuestos>
        </cfdi:Concepto>
       </cfdi:Conceptos>
       <cfdi:Impuestos TotalImpuestosTrasladados="160.00">
        <cfdi:Traslados>
         <cfdi:Traslado Base="1000.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000"
          Importe="160.00"/>
        </cfdi:Traslados>
       </cfdi:Impuestos>
      </cfdi:Comprobante>
      """;

  private Papers() {}

  static byte[] sealed(String folio) {
    return SealDocument.seal(INGRESO.replace("FOLIO", folio).getBytes(UTF_8), CSD.sealingKey());
  }

  static SandboxPac stamper() {
    return new SandboxPac(
        PAC.sealingKey(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Rules(Catalogs.own()),
        StampMemory.inProcess(),
        (_, _) -> Mood.NORMAL,
        _ -> {});
  }

  private static SelfMadeCertificate certificate(String number, String rfc) {
    return SelfMadeCertificate.make(
        new Wanted(
            Kind.CSD,
            number,
            rfc,
            "TALLER ESPAÑA SA DE CV",
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2028-01-01T00:00:00Z")));
  }
}
