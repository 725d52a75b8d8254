package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.cfdi.money.Summary;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a document in the order SAT's schema wants. */
final class Elements {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private Elements() {}

  static Element operation(
      String type, Heading heading, Operacion operation, Optional<InformacionGlobal> global) {
    var summary = operation.summary();
    return root(heading, Optional.empty())
        .with("FormaPago", operation.formaPago())
        .maybe("CondicionesDePago", operation.condicionesDePago().orElse(null))
        .with("SubTotal", plain(summary.subtotal()))
        .maybe("Descuento", discount(operation, summary))
        .with("Moneda", operation.moneda())
        .maybe("TipoCambio", operation.tipoCambio().map(Elements::number).orElse(null))
        .with("Total", plain(summary.total()))
        .with("TipoDeComprobante", type)
        .with("Exportacion", operation.exportacion())
        .with("MetodoPago", operation.metodoPago())
        .with("LugarExpedicion", heading.lugarExpedicion())
        .maybeChild(global.map(Elements::global).orElse(null))
        .children(relations(heading))
        .child(emisor(heading.emisor()))
        .child(receptor(heading.receptor()))
        .child(
            Element.cfdi("Conceptos")
                .children(operation.conceptos().stream().map(Elements::concepto).toList())
                .build())
        .maybeChild(impuestos(summary))
        .build();
  }

  /** The root up to its date; a complement's namespace is declared here too. */
  static Element.Builder root(Heading heading, Optional<Complement> complement) {
    var root =
        Element.cfdi("Comprobante")
            .with("xmlns:cfdi", Namespaces.CFDI)
            .with("xmlns:xsi", Namespaces.XSI);
    complement.ifPresent(c -> root.with("xmlns:" + c.prefix(), c.namespace()));
    return root.with(
            "xsi:schemaLocation",
            complement
                .map(c -> Namespaces.CFDI_LOCATION + " " + c.location())
                .orElse(Namespaces.CFDI_LOCATION))
        .with("Version", "4.0")
        .maybe("Serie", heading.serie().orElse(null))
        .maybe("Folio", heading.folio().orElse(null))
        .with("Fecha", moment(heading.fecha()));
  }

  /** A complement as the root has to announce it. */
  record Complement(String prefix, String namespace, String location) {}

  static List<Element> relations(Heading heading) {
    return heading.relaciones().stream()
        .map(
            relation ->
                Element.cfdi("CfdiRelacionados")
                    .with("TipoRelacion", relation.tipo().key())
                    .children(
                        relation.uuids().stream()
                            .map(uuid -> Element.cfdi("CfdiRelacionado").with("UUID", uuid).build())
                            .toList())
                    .build())
        .toList();
  }

  static Element emisor(Emisor emisor) {
    return Element.cfdi("Emisor")
        .with("Rfc", emisor.rfc().value())
        .with("Nombre", emisor.nombre())
        .with("RegimenFiscal", emisor.regimenFiscal())
        .build();
  }

  static Element receptor(Receptor receptor) {
    return Element.cfdi("Receptor")
        .with("Rfc", receptor.rfc().value())
        .with("Nombre", receptor.nombre())
        .with("DomicilioFiscalReceptor", receptor.codigoPostal())
        .maybe("ResidenciaFiscal", receptor.abroad().map(Receptor.Abroad::country).orElse(null))
        .maybe("NumRegIdTrib", receptor.abroad().flatMap(Receptor.Abroad::taxId).orElse(null))
        .with("RegimenFiscalReceptor", receptor.regimenFiscal())
        .with("UsoCFDI", receptor.usoCfdi())
        .build();
  }

  static String moment(LocalDateTime moment) {
    return SECONDS.format(moment);
  }

  static String plain(BigDecimal amount) {
    return amount.toPlainString();
  }

  /** Without zeros that say nothing: 2, not 2.000000. */
  static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Element global(InformacionGlobal global) {
    return Element.cfdi("InformacionGlobal")
        .with("Periodicidad", global.periodicidad().key())
        .with("Meses", global.meses())
        .with("Año", String.valueOf(global.year()))
        .build();
  }

  private static @Nullable String discount(Operacion operation, Summary summary) {
    return operation.conceptos().stream().anyMatch(c -> c.sale().discount().signum() > 0)
        ? plain(summary.discount())
        : null;
  }

  private static Element concepto(Concepto concepto) {
    var amounts = concepto.amounts();
    boolean discounted = concepto.sale().discount().signum() > 0;
    return Element.cfdi("Concepto")
        .with("ClaveProdServ", concepto.claveProdServ())
        .maybe("NoIdentificacion", concepto.noIdentificacion().orElse(null))
        .with("Cantidad", number(concepto.quantity()))
        .with("ClaveUnidad", concepto.claveUnidad())
        .maybe("Unidad", concepto.unidad().orElse(null))
        .with("Descripcion", concepto.descripcion())
        .with("ValorUnitario", price(concepto.sale().unitPrice()))
        .with("Importe", plain(amounts.amount()))
        .maybe("Descuento", discounted ? plain(amounts.discount()) : null)
        .with("ObjetoImp", concepto.objetoImp())
        .maybeChild(taxes(amounts.transferred(), amounts.withheld()))
        .children(
            concepto.pedimentos().stream()
                .map(
                    number ->
                        Element.cfdi("InformacionAduanera").with("NumeroPedimento", number).build())
                .toList())
        .children(
            concepto.prediales().stream()
                .map(number -> Element.cfdi("CuentaPredial").with("Numero", number).build())
                .toList())
        .build();
  }

  private static @Nullable Element taxes(List<TaxAmount> transferred, List<TaxAmount> withheld) {
    if (transferred.isEmpty() && withheld.isEmpty()) {
      return null;
    }
    return Element.cfdi("Impuestos")
        .maybeChild(group("Traslados", transferred.stream().map(t -> tax("Traslado", t)).toList()))
        .maybeChild(group("Retenciones", withheld.stream().map(r -> tax("Retencion", r)).toList()))
        .build();
  }

  private static @Nullable Element impuestos(Summary summary) {
    if (summary.transferred().isEmpty() && summary.withheld().isEmpty()) {
      return null;
    }
    var withheld =
        summary.withheld().entrySet().stream()
            .map(
                row ->
                    Element.cfdi("Retencion")
                        .with("Impuesto", row.getKey().key())
                        .with("Importe", plain(row.getValue()))
                        .build())
            .toList();
    boolean taxed = summary.transferred().stream().anyMatch(row -> !row.tax().isExempt());
    return Element.cfdi("Impuestos")
        .maybe(
            "TotalImpuestosRetenidos", withheld.isEmpty() ? null : plain(summary.withheldTotal()))
        .maybe("TotalImpuestosTrasladados", taxed ? plain(summary.transferredTotal()) : null)
        .maybeChild(group("Retenciones", withheld))
        .maybeChild(
            group(
                "Traslados", summary.transferred().stream().map(t -> tax("Traslado", t)).toList()))
        .build();
  }

  private static Element tax(String name, TaxAmount tax) {
    boolean exempt = tax.tax().isExempt();
    return Element.cfdi(name)
        .with("Base", plain(tax.base()))
        .with("Impuesto", tax.tax().impuesto().key())
        .with("TipoFactor", tax.tax().factor().key())
        .maybe("TasaOCuota", exempt ? null : plain(tax.tax().rate()))
        .maybe("Importe", exempt ? null : plain(tax.amount()))
        .build();
  }

  private static @Nullable Element group(String name, List<Element> rows) {
    return rows.isEmpty() ? null : Element.cfdi(name).children(rows).build();
  }

  /** At least two decimals, so that it reads as money; more where they say something. */
  private static String price(BigDecimal unitPrice) {
    var stripped = unitPrice.stripTrailingZeros();
    return stripped.scale() < 2 ? stripped.setScale(2).toPlainString() : stripped.toPlainString();
  }
}
