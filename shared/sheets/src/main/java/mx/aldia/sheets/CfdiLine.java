package mx.aldia.sheets;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;

/**
 * One line of a CFDI in words.
 *
 * @param small what SAT calls what was sold and its unit, whether it bears taxes, and what else was
 *     said of it: discount, taxes, customs number
 */
record CfdiLine(
    String description,
    String quantity,
    String unit,
    String unitPrice,
    String amount,
    String small) {
  private static final int LONGEST_UNBROKEN = 32;
  private static final char NO_BREAK_SPACE = '\u00a0';

  static List<CfdiLine> of(List<Element> conceptos, String currency) {
    var isTaxedAlike = conceptos.stream().map(CfdiLine::taxes).distinct().count() == 1;
    return conceptos.stream().map(it -> of(it, currency, isTaxedAlike)).toList();
  }

  /** Which taxes it bears: where all lines bear the same, the sums say it once. */
  private static List<String> taxes(Element concepto) {
    return Stream.concat(
            concepto.all("Impuestos", "Traslados", "Traslado").stream(),
            concepto.all("Impuestos", "Retenciones", "Retencion").stream())
        .map(
            tax ->
                tax.name() + tax.text("Impuesto") + tax.text("TipoFactor") + tax.text("TasaOCuota"))
        .toList();
  }

  private static CfdiLine of(Element concepto, String currency, boolean isTaxedAlike) {
    return new CfdiLine(
        concepto.text("Descripcion"),
        CfdiFigures.quantity(concepto.text("Cantidad")),
        concepto.text("Unidad"),
        CfdiFigures.amount(concepto.text("ValorUnitario"), currency),
        CfdiFigures.amount(concepto.text("Importe"), currency),
        small(concepto, currency, isTaxedAlike).stream()
            .map(CfdiLine::unbroken)
            .collect(joining(" · ")));
  }

  /** What is short stays on one line. */
  private static String unbroken(String part) {
    return part.length() > LONGEST_UNBROKEN ? part : part.replace(' ', NO_BREAK_SPACE);
  }

  private static List<String> small(Element concepto, String currency, boolean isTaxedAlike) {
    var parts = new ArrayList<String>();
    if (concepto.has("NoIdentificacion")) {
      parts.add("No. " + concepto.text("NoIdentificacion"));
    }
    parts.add(CfdiFigures.named(Catalog.CLAVE_PROD_SERV, concepto.text("ClaveProdServ")));
    parts.add(CfdiFigures.named(Catalog.CLAVE_UNIDAD, concepto.text("ClaveUnidad")));
    parts.add(CfdiFigures.named(Catalog.OBJETO_IMP, concepto.text("ObjetoImp")));
    if (concepto.has("Descuento")) {
      parts.add("Descuento " + CfdiFigures.less(concepto.text("Descuento"), currency));
    }
    if (!isTaxedAlike) {
      parts.addAll(taxNotes(concepto, currency));
    }
    concepto
        .children("InformacionAduanera")
        .forEach(it -> parts.add("Pedimento " + it.text("NumeroPedimento")));
    concepto
        .children("CuentaPredial")
        .forEach(it -> parts.add("Cuenta predial " + it.text("Numero")));
    concepto
        .children("ACuentaTerceros")
        .forEach(
            it ->
                parts.add(
                    "A cuenta de "
                        + it.text("NombreACuentaTerceros")
                        + " "
                        + it.text("RfcACuentaTerceros")));
    return List.copyOf(parts);
  }

  private static List<String> taxNotes(Element concepto, String currency) {
    var parts = new ArrayList<String>();
    for (var tax : concepto.all("Impuestos", "Traslados", "Traslado")) {
      var amount =
          tax.has("Importe") ? " " + CfdiFigures.amount(tax.text("Importe"), currency) : "";
      parts.add(CfdiFigures.tax(tax, "", currency) + amount);
    }
    for (var tax : concepto.all("Impuestos", "Retenciones", "Retencion")) {
      var amount = " " + CfdiFigures.less(tax.text("Importe"), currency);
      parts.add("Retención " + CfdiFigures.tax(tax, "", currency) + amount);
    }
    return parts;
  }
}
