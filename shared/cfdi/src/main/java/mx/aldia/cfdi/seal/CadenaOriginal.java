package mx.aldia.cfdi.seal;

import static mx.aldia.cfdi.xml.Namespaces.CFDI;
import static mx.aldia.cfdi.xml.Namespaces.COMERCIO_EXTERIOR;
import static mx.aldia.cfdi.xml.Namespaces.DONATARIAS;
import static mx.aldia.cfdi.xml.Namespaces.IMPUESTOS_LOCALES;
import static mx.aldia.cfdi.xml.Namespaces.INSTITUCIONES_EDUCATIVAS;
import static mx.aldia.cfdi.xml.Namespaces.LEYENDAS;
import static mx.aldia.cfdi.xml.Namespaces.PAGO;
import static mx.aldia.cfdi.xml.Namespaces.TFD;

import java.util.List;
import java.util.function.Consumer;
import mx.aldia.cfdi.xml.Element;

/**
 * The text that is sealed: {@code ||4.0|A|123|...||}, the values of a document in the order SAT's
 * stylesheet cadenaoriginal_4_0.xslt visits them, white space collapsed, nothing escaped. Written
 * out in Java because compiling that stylesheet and its 33 includes costs seconds at a cold start.
 *
 * <p>A required value is there even when it is empty; an optional one only if its attribute is. The
 * Addenda, Sello, Certificado and the stamp are never part of it.
 */
public final class CadenaOriginal {
  private final StringBuilder out = new StringBuilder(1024).append('|');

  private CadenaOriginal() {}

  /**
   * The cadena of a document, sealed or not.
   *
   * @throws UnknownComplement if the document carries a complement whose values it cannot order:
   *     better no seal than one that no PAC accepts
   * @throws IllegalArgumentException if it is not a CFDI 4.0
   */
  public static String of(Element comprobante) {
    if (!comprobante.is(CFDI, "Comprobante")) {
      throw new IllegalArgumentException(
          "not a CFDI 4.0: {" + comprobante.namespace() + "}" + comprobante.name());
    }
    var cadena = new CadenaOriginal();
    cadena.comprobante(comprobante);
    return cadena.out.append("||").toString();
  }

  /** The cadena of a TimbreFiscalDigital 1.1; the printed invoice shows it. */
  public static String ofStamp(Element timbre) {
    var cadena = new CadenaOriginal();
    cadena.required(timbre, "Version", "UUID", "FechaTimbrado", "RfcProvCertif");
    cadena.optional(timbre, "Leyenda");
    cadena.required(timbre, "SelloCFD", "NoCertificadoSAT");
    return cadena.out.append("||").toString();
  }

  private void comprobante(Element c) {
    required(c, "Version");
    optional(c, "Serie", "Folio");
    required(c, "Fecha");
    optional(c, "FormaPago");
    required(c, "NoCertificado");
    optional(c, "CondicionesDePago");
    required(c, "SubTotal");
    optional(c, "Descuento");
    required(c, "Moneda");
    optional(c, "TipoCambio");
    required(c, "Total", "TipoDeComprobante", "Exportacion");
    optional(c, "MetodoPago");
    required(c, "LugarExpedicion");
    optional(c, "Confirmacion");
    each(c.all("InformacionGlobal"), i -> required(i, "Periodicidad", "Meses", "Año"));
    each(
        c.all("CfdiRelacionados"),
        relation -> {
          required(relation, "TipoRelacion");
          each(relation.all("CfdiRelacionado"), r -> required(r, "UUID"));
        });
    each(
        c.all("Emisor"),
        emisor -> {
          required(emisor, "Rfc", "Nombre", "RegimenFiscal");
          optional(emisor, "FacAtrAdquirente");
        });
    each(
        c.all("Receptor"),
        receptor -> {
          required(receptor, "Rfc", "Nombre", "DomicilioFiscalReceptor");
          optional(receptor, "ResidenciaFiscal", "NumRegIdTrib");
          required(receptor, "RegimenFiscalReceptor", "UsoCFDI");
        });
    each(c.all("Conceptos", "Concepto"), this::concepto);
    each(c.all("Impuestos"), this::impuestos);
    each(
        c.all("Complemento").stream().flatMap(e -> e.children().stream()).toList(),
        this::complemento);
  }

  private void concepto(Element concepto) {
    required(concepto, "ClaveProdServ");
    optional(concepto, "NoIdentificacion");
    required(concepto, "Cantidad", "ClaveUnidad");
    optional(concepto, "Unidad");
    required(concepto, "Descripcion", "ValorUnitario", "Importe");
    optional(concepto, "Descuento");
    required(concepto, "ObjetoImp");
    each(concepto.all("Impuestos", "Traslados", "Traslado"), this::traslado);
    each(
        concepto.all("Impuestos", "Retenciones", "Retencion"),
        r -> required(r, "Base", "Impuesto", "TipoFactor", "TasaOCuota", "Importe"));
    each(
        concepto.all("ACuentaTerceros"),
        tercero ->
            required(
                tercero,
                "RfcACuentaTerceros",
                "NombreACuentaTerceros",
                "RegimenFiscalACuentaTerceros",
                "DomicilioFiscalACuentaTerceros"));
    each(concepto.all("InformacionAduanera"), i -> required(i, "NumeroPedimento"));
    each(concepto.all("CuentaPredial"), predial -> required(predial, "Numero"));
    each(
        concepto.all("ComplementoConcepto").stream().flatMap(e -> e.children().stream()).toList(),
        this::complemento);
    each(concepto.all("Parte"), this::parte);
  }

  private void parte(Element parte) {
    required(parte, "ClaveProdServ");
    optional(parte, "NoIdentificacion");
    required(parte, "Cantidad");
    optional(parte, "Unidad");
    required(parte, "Descripcion");
    optional(parte, "ValorUnitario", "Importe");
    each(parte.all("InformacionAduanera"), i -> required(i, "NumeroPedimento"));
  }

  /** In the summary the withholdings come first, each group before its own total. */
  private void impuestos(Element impuestos) {
    each(impuestos.all("Retenciones", "Retencion"), r -> required(r, "Impuesto", "Importe"));
    optional(impuestos, "TotalImpuestosRetenidos");
    each(impuestos.all("Traslados", "Traslado"), this::traslado);
    optional(impuestos, "TotalImpuestosTrasladados");
  }

  private void traslado(Element traslado) {
    required(traslado, "Base", "Impuesto", "TipoFactor");
    optional(traslado, "TasaOCuota", "Importe");
  }

  private void complemento(Element complemento) {
    switch (complemento.namespace()) {
      case TFD -> {} // the stamp comes after the seal
      case PAGO -> pagos(complemento);
      case IMPUESTOS_LOCALES -> impuestosLocales(complemento);
      case LEYENDAS -> {
        required(complemento, "version");
        each(
            complemento.all("Leyenda"),
            leyenda -> {
              optional(leyenda, "disposicionFiscal", "norma");
              required(leyenda, "textoLeyenda");
            });
      }
      case DONATARIAS ->
          required(complemento, "version", "noAutorizacion", "fechaAutorizacion", "leyenda");
      case INSTITUCIONES_EDUCATIVAS -> {
        required(complemento, "version", "nombreAlumno", "CURP", "nivelEducativo", "autRVOE");
        optional(complemento, "rfcPago");
      }
      case COMERCIO_EXTERIOR -> comercioExterior(complemento);
      default -> throw new UnknownComplement(complemento.qualifiedName(), complemento.namespace());
    }
  }

  private void pagos(Element pagos) {
    required(pagos, "Version");
    each(
        pagos.all("Totales"),
        totales -> {
          optional(
              totales,
              "TotalRetencionesIVA",
              "TotalRetencionesISR",
              "TotalRetencionesIEPS",
              "TotalTrasladosBaseIVA16",
              "TotalTrasladosImpuestoIVA16",
              "TotalTrasladosBaseIVA8",
              "TotalTrasladosImpuestoIVA8",
              "TotalTrasladosBaseIVA0",
              "TotalTrasladosImpuestoIVA0",
              "TotalTrasladosBaseIVAExento");
          required(totales, "MontoTotalPagos");
        });
    each(pagos.all("Pago"), this::pago);
  }

  private void pago(Element pago) {
    required(pago, "FechaPago", "FormaDePagoP", "MonedaP");
    optional(pago, "TipoCambioP");
    required(pago, "Monto");
    optional(
        pago,
        "NumOperacion",
        "RfcEmisorCtaOrd",
        "NomBancoOrdExt",
        "CtaOrdenante",
        "RfcEmisorCtaBen",
        "CtaBeneficiario",
        "TipoCadPago",
        "CertPago",
        "CadPago",
        "SelloPago");
    each(pago.all("DoctoRelacionado"), this::doctoRelacionado);
    each(
        pago.all("ImpuestosP", "RetencionesP", "RetencionP"),
        r -> required(r, "ImpuestoP", "ImporteP"));
    each(
        pago.all("ImpuestosP", "TrasladosP", "TrasladoP"),
        t -> {
          required(t, "BaseP", "ImpuestoP", "TipoFactorP");
          optional(t, "TasaOCuotaP", "ImporteP");
        });
  }

  private void doctoRelacionado(Element docto) {
    required(docto, "IdDocumento");
    optional(docto, "Serie", "Folio");
    required(docto, "MonedaDR");
    optional(docto, "EquivalenciaDR");
    required(
        docto, "NumParcialidad", "ImpSaldoAnt", "ImpPagado", "ImpSaldoInsoluto", "ObjetoImpDR");
    each(
        docto.all("ImpuestosDR", "RetencionesDR", "RetencionDR"),
        r -> required(r, "BaseDR", "ImpuestoDR", "TipoFactorDR", "TasaOCuotaDR", "ImporteDR"));
    each(
        docto.all("ImpuestosDR", "TrasladosDR", "TrasladoDR"),
        t -> {
          required(t, "BaseDR", "ImpuestoDR", "TipoFactorDR");
          optional(t, "TasaOCuotaDR", "ImporteDR");
        });
  }

  private void impuestosLocales(Element locales) {
    required(locales, "version", "TotaldeRetenciones", "TotaldeTraslados");
    each(
        locales.all("RetencionesLocales"),
        r -> required(r, "ImpLocRetenido", "TasadeRetencion", "Importe"));
    each(
        locales.all("TrasladosLocales"),
        t -> required(t, "ImpLocTrasladado", "TasadeTraslado", "Importe"));
  }

  private void comercioExterior(Element comercio) {
    required(comercio, "Version");
    optional(comercio, "MotivoTraslado");
    required(comercio, "ClaveDePedimento", "CertificadoOrigen");
    optional(
        comercio, "NumCertificadoOrigen", "NumeroExportadorConfiable", "Incoterm", "Observaciones");
    required(comercio, "TipoCambioUSD", "TotalUSD");
    each(
        comercio.all("Emisor"),
        emisor -> {
          optional(emisor, "Curp");
          each(emisor.all("Domicilio"), this::domicilio);
        });
    each(comercio.all("Propietario"), p -> required(p, "NumRegIdTrib", "ResidenciaFiscal"));
    each(
        comercio.all("Receptor"),
        receptor -> {
          optional(receptor, "NumRegIdTrib");
          each(receptor.all("Domicilio"), this::domicilio);
        });
    each(
        comercio.all("Destinatario"),
        destinatario -> {
          optional(destinatario, "NumRegIdTrib", "Nombre");
          each(destinatario.all("Domicilio"), this::domicilio);
        });
    each(
        comercio.all("Mercancias", "Mercancia"),
        mercancia -> {
          required(mercancia, "NoIdentificacion");
          optional(
              mercancia,
              "FraccionArancelaria",
              "CantidadAduana",
              "UnidadAduana",
              "ValorUnitarioAduana");
          required(mercancia, "ValorDolares");
          each(
              mercancia.all("DescripcionesEspecificas"),
              especifica -> {
                required(especifica, "Marca");
                optional(especifica, "Modelo", "SubModelo", "NumeroSerie");
              });
        });
  }

  private void domicilio(Element domicilio) {
    required(domicilio, "Calle");
    optional(
        domicilio,
        "NumeroExterior",
        "NumeroInterior",
        "Colonia",
        "Localidad",
        "Referencia",
        "Municipio");
    required(domicilio, "Estado", "Pais", "CodigoPostal");
  }

  private void required(Element element, String... names) {
    for (var name : names) {
      out.append('|').append(element.text(name));
    }
  }

  private void optional(Element element, String... names) {
    for (var name : names) {
      if (element.has(name)) {
        required(element, name);
      }
    }
  }

  private static void each(List<Element> elements, Consumer<Element> write) {
    elements.forEach(write);
  }
}
