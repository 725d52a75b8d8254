package mx.aldia.cfdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import mx.aldia.cfdi.xml.ReadXml;

/** Small documents that break no rule, and ways to break them. */
public final class Documents {
  private static final String HEAD =
      """
      <cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0"
       Fecha="2026-03-02T10:00:00" NoCertificado="30001000000500009001" \
      """;

  /** Two lines: IVA with a discount and withholdings, and one that is exempt. */
  public static final Element INGRESO =
      read(
          HEAD
              + """
              Serie="A" Folio="1" FormaPago="03" SubTotal="1500.00" Descuento="100.00" Moneda="MXN"
               Total="1358.00" TipoDeComprobante="I" Exportacion="01" MetodoPago="PUE"
               LugarExpedicion="06600" CondicionesDePago="contado">
               <cfdi:CfdiRelacionados TipoRelacion="04">
                <cfdi:CfdiRelacionado UUID="01234567-89AB-CDEF-0123-456789ABCDEF"/>
               </cfdi:CfdiRelacionados>
               <cfdi:Emisor Rfc="TES030201001" Nombre="TALLER ESPAÑA" RegimenFiscal="601"/>
               <cfdi:Receptor Rfc="CLI850101AB1" Nombre="CLIENTE &amp; HIJOS"
                DomicilioFiscalReceptor="64000" RegimenFiscalReceptor="601" UsoCFDI="G03"/>
               <cfdi:Conceptos>
                <cfdi:Concepto ClaveProdServ="84111506" Cantidad="2" ClaveUnidad="E48"
                 Descripcion="Asesoría" ValorUnitario="500.00" Importe="1000.00" Descuento="100.00"
                 ObjetoImp="02">
                 <cfdi:Impuestos>
                  <cfdi:Traslados>
                   <cfdi:Traslado Base="900.00" Impuesto="002" TipoFactor="Tasa"
                    TasaOCuota="0.160000" Importe="144.00"/>
                  </cfdi:Traslados>
                  <cfdi:Retenciones>
                   <cfdi:Retencion Base="900.00" Impuesto="001" TipoFactor="Tasa"
                    TasaOCuota="0.100000" Importe="90.00"/>
                   <cfdi:Retencion Base="900.00" Impuesto="002" TipoFactor="Tasa"
                    TasaOCuota="0.106667" Importe="96.00"/>
                  </cfdi:Retenciones>
                 </cfdi:Impuestos>
                 <cfdi:ACuentaTerceros RfcACuentaTerceros="TER900101AB1"
                  NombreACuentaTerceros="TERCERO" RegimenFiscalACuentaTerceros="601"
                  DomicilioFiscalACuentaTerceros="64000"/>
                 <cfdi:InformacionAduanera NumeroPedimento="24  47  3807  4003832"/>
                 <cfdi:CuentaPredial Numero="15956011002"/>
                 <cfdi:Parte ClaveProdServ="01010101" Cantidad="2" Descripcion="parte"
                  ValorUnitario="10.00" Importe="20.00">
                  <cfdi:InformacionAduanera NumeroPedimento="24  47  3807  4003832"/>
                 </cfdi:Parte>
                </cfdi:Concepto>
                <cfdi:Concepto ClaveProdServ="01010101" NoIdentificacion="B" Cantidad="1"
                 ClaveUnidad="H87" Unidad="pieza" Descripcion="Libro" ValorUnitario="500.00"
                 Importe="500.00" ObjetoImp="02">
                 <cfdi:Impuestos>
                  <cfdi:Traslados>
                   <cfdi:Traslado Base="500.00" Impuesto="002" TipoFactor="Exento"/>
                  </cfdi:Traslados>
                 </cfdi:Impuestos>
                </cfdi:Concepto>
               </cfdi:Conceptos>
               <cfdi:Impuestos TotalImpuestosRetenidos="186.00" TotalImpuestosTrasladados="144.00">
                <cfdi:Retenciones>
                 <cfdi:Retencion Impuesto="001" Importe="90.00"/>
                 <cfdi:Retencion Impuesto="002" Importe="96.00"/>
                </cfdi:Retenciones>
                <cfdi:Traslados>
                 <cfdi:Traslado Base="900.00" Impuesto="002" TipoFactor="Tasa"
                  TasaOCuota="0.160000" Importe="144.00"/>
                 <cfdi:Traslado Base="500.00" Impuesto="002" TipoFactor="Exento"/>
                </cfdi:Traslados>
               </cfdi:Impuestos>
              </cfdi:Comprobante>
              """);

  /** The same, paid later. */
  public static final Element PPD =
      with(INGRESO, set("@MetodoPago", "PPD"), set("@FormaPago", "99"));

  /** Nothing but one exempt line. */
  public static final Element EXENTO =
      with(
          INGRESO,
          drop("Conceptos/Concepto[1]"),
          drop("Impuestos/Retenciones"),
          drop("Impuestos/Traslados/Traslado[1]"),
          remove("Impuestos/@TotalImpuestosRetenidos"),
          remove("Impuestos/@TotalImpuestosTrasladados"),
          remove("@Descuento"),
          set("@SubTotal", "500.00"),
          set("@Total", "500.00"));

  /** Nothing that is subject to tax. */
  public static final Element SIN_IMPUESTOS =
      with(
          EXENTO,
          drop("Impuestos"),
          drop("Conceptos/Concepto[1]/Impuestos"),
          set("Conceptos/Concepto[1]/@ObjetoImp", "01"));

  /** The sales of January to nobody in particular. */
  public static final Element GLOBAL =
      with(
          EXENTO,
          first(
              Element.cfdi("InformacionGlobal")
                  .with("Periodicidad", "04")
                  .with("Meses", "01")
                  .with("Año", "2026")
                  .build()),
          drop("CfdiRelacionados"),
          set("Receptor/@Rfc", "XAXX010101000"),
          set("Receptor/@Nombre", "PUBLICO EN GENERAL"),
          set("Receptor/@DomicilioFiscalReceptor", "06600"),
          set("Receptor/@RegimenFiscalReceptor", "616"),
          set("Receptor/@UsoCFDI", "S01"));

  /** To a customer in the United States, in dollars. */
  public static final Element ABROAD =
      with(
          EXENTO,
          set("@Moneda", "USD"),
          set("@TipoCambio", "17.2500"),
          set("Receptor/@Rfc", "XEXX010101000"),
          set("Receptor/@Nombre", "ACME"),
          set("Receptor/@DomicilioFiscalReceptor", "06600"),
          set("Receptor/@RegimenFiscalReceptor", "616"),
          set("Receptor/@UsoCFDI", "S01"),
          set("Receptor/@ResidenciaFiscal", "USA"),
          set("Receptor/@NumRegIdTrib", "123456789"));

  /** Goods moved, nothing sold. */
  public static final Element TRASLADO =
      with(
          SIN_IMPUESTOS,
          set("@TipoDeComprobante", "T"),
          remove("@FormaPago"),
          remove("@MetodoPago"),
          set("@Moneda", "XXX"),
          set("@SubTotal", "0"),
          set("@Total", "0"),
          set("Conceptos/Concepto[1]/@ValorUnitario", "0"),
          set("Conceptos/Concepto[1]/@Importe", "0"));

  /**
   * Two payments: pesos for an invoice with every kind of tax, and dollars for one in pesos and one
   * in dollars.
   */
  public static final Element PAGO =
      read(
          HEAD
              + """
              xmlns:pago20="http://www.sat.gob.mx/Pagos20" SubTotal="0" Moneda="XXX" Total="0"
               TipoDeComprobante="P" Exportacion="01" LugarExpedicion="06600">
               <cfdi:Emisor Rfc="TES030201001" Nombre="TALLER ESPAÑA" RegimenFiscal="601"/>
               <cfdi:Receptor Rfc="CLI850101AB1" Nombre="CLIENTE" DomicilioFiscalReceptor="64000"
                RegimenFiscalReceptor="601" UsoCFDI="CP01"/>
               <cfdi:Conceptos>
                <cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT"
                 Descripcion="Pago" ValorUnitario="0" Importe="0" ObjetoImp="01"/>
               </cfdi:Conceptos>
               <cfdi:Complemento>
                <pago20:Pagos Version="2.0">
                 <pago20:Totales TotalRetencionesIVA="106.67" TotalRetencionesISR="100.00"
                  TotalRetencionesIEPS="30.00" TotalTrasladosBaseIVA16="1000.00"
                  TotalTrasladosImpuestoIVA16="160.00" TotalTrasladosBaseIVA8="100.00"
                  TotalTrasladosImpuestoIVA8="8.00" TotalTrasladosBaseIVA0="50.00"
                  TotalTrasladosImpuestoIVA0="0.00" TotalTrasladosBaseIVAExento="20.00"
                  MontoTotalPagos="5000.00"/>
                 <pago20:Pago FechaPago="2026-03-01T12:00:00" FormaDePagoP="03" MonedaP="MXN"
                  TipoCambioP="1" Monto="1000.00" NumOperacion="8" RfcEmisorCtaOrd="BAN900101AB1"
                  CtaOrdenante="1234567890" RfcEmisorCtaBen="BAN900101AB2"
                  CtaBeneficiario="0987654321">
                  <pago20:DoctoRelacionado IdDocumento="01234567-89AB-CDEF-0123-456789ABCDEF"
                   Serie="A" Folio="1" MonedaDR="MXN" EquivalenciaDR="1" NumParcialidad="1"
                   ImpSaldoAnt="1500.00" ImpPagado="1000.00" ImpSaldoInsoluto="500.00"
                   ObjetoImpDR="02">
                   <pago20:ImpuestosDR>
                    <pago20:RetencionesDR>
                     <pago20:RetencionDR BaseDR="1000.00" ImpuestoDR="001" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.100000" ImporteDR="100.00"/>
                     <pago20:RetencionDR BaseDR="1000.00" ImpuestoDR="002" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.106667" ImporteDR="106.667"/>
                     <pago20:RetencionDR BaseDR="1000.00" ImpuestoDR="003" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.030000" ImporteDR="30.00"/>
                    </pago20:RetencionesDR>
                    <pago20:TrasladosDR>
                     <pago20:TrasladoDR BaseDR="1000.00" ImpuestoDR="002" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.160000" ImporteDR="160.00"/>
                     <pago20:TrasladoDR BaseDR="100.00" ImpuestoDR="002" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.080000" ImporteDR="8.00"/>
                     <pago20:TrasladoDR BaseDR="50.00" ImpuestoDR="002" TipoFactorDR="Tasa"
                      TasaOCuotaDR="0.000000" ImporteDR="0"/>
                     <pago20:TrasladoDR BaseDR="20.00" ImpuestoDR="002" TipoFactorDR="Exento"/>
                     <pago20:TrasladoDR BaseDR="10.00" ImpuestoDR="003" TipoFactorDR="Cuota"
                      TasaOCuotaDR="6.455500" ImporteDR="64.555"/>
                    </pago20:TrasladosDR>
                   </pago20:ImpuestosDR>
                  </pago20:DoctoRelacionado>
                  <pago20:ImpuestosP>
                   <pago20:RetencionesP>
                    <pago20:RetencionP ImpuestoP="001" ImporteP="100.00"/>
                    <pago20:RetencionP ImpuestoP="002" ImporteP="106.667"/>
                    <pago20:RetencionP ImpuestoP="003" ImporteP="30.00"/>
                   </pago20:RetencionesP>
                   <pago20:TrasladosP>
                    <pago20:TrasladoP BaseP="1000.00" ImpuestoP="002" TipoFactorP="Tasa"
                     TasaOCuotaP="0.160000" ImporteP="160.00"/>
                    <pago20:TrasladoP BaseP="100.00" ImpuestoP="002" TipoFactorP="Tasa"
                     TasaOCuotaP="0.080000" ImporteP="8.00"/>
                    <pago20:TrasladoP BaseP="50.00" ImpuestoP="002" TipoFactorP="Tasa"
                     TasaOCuotaP="0.000000" ImporteP="0"/>
                    <pago20:TrasladoP BaseP="20.00" ImpuestoP="002" TipoFactorP="Exento"/>
                    <pago20:TrasladoP BaseP="10.00" ImpuestoP="003" TipoFactorP="Cuota"
                     TasaOCuotaP="6.455500" ImporteP="64.555"/>
                   </pago20:TrasladosP>
                  </pago20:ImpuestosP>
                 </pago20:Pago>
                 <pago20:Pago FechaPago="2026-03-01T12:00:00" FormaDePagoP="03" MonedaP="USD"
                  TipoCambioP="20" Monto="200.00" RfcEmisorCtaOrd="XEXX010101000"
                  NomBancoOrdExt="FIRST BANK" TipoCadPago="01" CertPago="AAAA" CadPago="x"
                  SelloPago="AAAA">
                  <pago20:DoctoRelacionado IdDocumento="11234567-89AB-CDEF-0123-456789ABCDEF"
                   MonedaDR="USD" EquivalenciaDR="1.0000000000" NumParcialidad="1"
                   ImpSaldoAnt="100.00" ImpPagado="100.00" ImpSaldoInsoluto="0.00"
                   ObjetoImpDR="01"/>
                  <pago20:DoctoRelacionado IdDocumento="21234567-89AB-CDEF-0123-456789ABCDEF"
                   MonedaDR="MXN" EquivalenciaDR="20.0000000000" NumParcialidad="2"
                   ImpSaldoAnt="2000.00" ImpPagado="2000.00" ImpSaldoInsoluto="0.00"
                   ObjetoImpDR="01"/>
                 </pago20:Pago>
                </pago20:Pagos>
               </cfdi:Complemento>
              </cfdi:Comprobante>
              """);

  /** Where the first payment of {@link #PAGO} is, and the first invoice it pays. */
  public static final String PAGOS = "Complemento/Pagos/";

  public static final String PAGO1 = PAGOS + "Pago[1]/";
  public static final String DOCTO1 = PAGO1 + "DoctoRelacionado[1]/";

  private Documents() {}

  public static Element read(String xml) {
    return ReadXml.read(xml.getBytes(UTF_8));
  }

  @SafeVarargs
  public static Element with(Element document, UnaryOperator<Element>... changes) {
    var changed = document;
    for (var change : changes) {
      changed = change.apply(changed);
    }
    return changed;
  }

  /** {@code "Receptor/@UsoCFDI"}: the attribute set, added if it is not there. */
  public static UnaryOperator<Element> set(String path, String value) {
    var at = path.lastIndexOf('@');
    return root ->
        at(root, path.substring(0, at), e -> List.of(e.with(path.substring(at + 1), value)));
  }

  public static UnaryOperator<Element> remove(String path) {
    var at = path.lastIndexOf('@');
    return root -> at(root, path.substring(0, at), e -> List.of(e.without(path.substring(at + 1))));
  }

  /** The element taken out. */
  public static UnaryOperator<Element> drop(String path) {
    return root -> at(root, path, e -> List.of());
  }

  /** The element put a second time after itself. */
  public static UnaryOperator<Element> twice(String path) {
    return root ->
        at(root, path, e -> List.of(e, e.with("Version", e.text("Version")).without("Version")));
  }

  /** A child put at the end of the element. */
  public static UnaryOperator<Element> add(String path, Element child) {
    return root ->
        at(
            root,
            path,
            e -> {
              var children = new ArrayList<>(e.children());
              children.add(child);
              return List.of(e.withChildren(children));
            });
  }

  /** A child put first in the document. */
  public static UnaryOperator<Element> first(Element child) {
    return root -> {
      var children = new ArrayList<>(root.children());
      children.addFirst(child);
      return root.withChildren(children);
    };
  }

  /** The element emptied of what is in it. */
  public static UnaryOperator<Element> empty(String path) {
    return root -> at(root, path, e -> List.of(e.withChildren(List.of())));
  }

  /** A complement of another namespace, put into the document. */
  public static UnaryOperator<Element> complement(String namespace, String prefix, String name) {
    var complement = Element.of(namespace, prefix, name).with("xmlns:" + prefix, namespace).build();
    return root ->
        add("", Element.of(Namespaces.CFDI, "cfdi", "Complemento").child(complement).build())
            .apply(root);
  }

  private static Element at(Element root, String path, Function<Element, List<Element>> change) {
    var parts = new ArrayList<String>();
    for (var part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return change(root, parts, change).getFirst();
  }

  private static List<Element> change(
      Element element, List<String> path, Function<Element, List<Element>> change) {
    if (path.isEmpty()) {
      return change.apply(element);
    }
    var step = path.getFirst();
    var bracket = step.indexOf('[');
    var name = bracket < 0 ? step : step.substring(0, bracket);
    int wanted = bracket < 0 ? 1 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
    var children = new ArrayList<Element>();
    int seen = 0;
    for (var child : element.children()) {
      if (child.name().equals(name) && ++seen == wanted) {
        children.addAll(change(child, path.subList(1, path.size()), change));
      } else {
        children.add(child);
      }
    }
    if (seen < wanted) {
      throw new IllegalArgumentException("no " + step + " in " + element);
    }
    return List.of(element.withChildren(children));
  }
}
