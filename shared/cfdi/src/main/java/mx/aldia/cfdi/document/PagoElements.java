package mx.aldia.cfdi.document;

import static java.math.RoundingMode.HALF_UP;
import static mx.aldia.cfdi.document.Elements.moment;
import static mx.aldia.cfdi.document.Elements.number;
import static mx.aldia.cfdi.document.Elements.plain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.document.Elements.Complement;
import mx.aldia.cfdi.document.PagoRecibido.Cuenta;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** Writes a document of type P: a fixed envelope around the complement of payments 2.0. */
final class PagoElements {
  private static final Complement PAGOS =
      new Complement("pago20", Namespaces.PAGO, Namespaces.PAGO_LOCATION);

  private PagoElements() {}

  static Element document(Heading heading, List<PagoRecibido> pagos) {
    return Elements.root(heading, Optional.of(PAGOS))
        .with("SubTotal", "0")
        .with("Moneda", "XXX")
        .with("Total", "0")
        .with("TipoDeComprobante", "P")
        .with("Exportacion", Operacion.NO_EXPORT)
        .with("LugarExpedicion", heading.lugarExpedicion())
        .children(Elements.relations(heading))
        .child(Elements.emisor(heading.emisor()))
        .child(Elements.receptor(heading.receptor().ofPayment()))
        .child(Element.cfdi("Conceptos").child(line()).build())
        .child(Element.cfdi("Complemento").child(complement(pagos)).build())
        .build();
  }

  private static Element line() {
    return Element.cfdi("Concepto")
        .with("ClaveProdServ", "84111506")
        .with("Cantidad", "1")
        .with("ClaveUnidad", "ACT")
        .with("Descripcion", "Pago")
        .with("ValorUnitario", "0")
        .with("Importe", "0")
        .with("ObjetoImp", "01")
        .build();
  }

  private static Element complement(List<PagoRecibido> pagos) {
    var totales = pago20("Totales");
    PagoTotals.inPesos(pagos).forEach((name, amount) -> totales.with(name, plain(amount)));
    return pago20("Pagos")
        .with("Version", "2.0")
        .child(totales.build())
        .children(pagos.stream().map(PagoElements::pago).toList())
        .build();
  }

  private static Element pago(PagoRecibido pago) {
    return pago20("Pago")
        .with("FechaPago", moment(pago.fechaPago()))
        .with("FormaDePagoP", pago.formaDePago())
        .with("MonedaP", pago.moneda())
        .with("TipoCambioP", number(pago.tipoCambio()))
        .with("Monto", plain(pago.monto().setScale(pago.decimals(), HALF_UP)))
        .maybe("NumOperacion", pago.numOperacion().orElse(null))
        .maybe("RfcEmisorCtaOrd", pago.ordenante().flatMap(Cuenta::rfc).orElse(null))
        .maybe("NomBancoOrdExt", pago.ordenante().flatMap(Cuenta::foreignBank).orElse(null))
        .maybe("CtaOrdenante", pago.ordenante().flatMap(Cuenta::numero).orElse(null))
        .maybe("RfcEmisorCtaBen", pago.beneficiario().flatMap(Cuenta::rfc).orElse(null))
        .maybe("CtaBeneficiario", pago.beneficiario().flatMap(Cuenta::numero).orElse(null))
        .children(pago.facturas().stream().map(factura -> docto(pago, factura)).toList())
        .maybeChild(summary(pago))
        .build();
  }

  private static Element docto(PagoRecibido pago, FacturaPagada factura) {
    return pago20("DoctoRelacionado")
        .with("IdDocumento", factura.uuid())
        .maybe("Serie", factura.serie().orElse(null))
        .maybe("Folio", factura.folio().orElse(null))
        .with("MonedaDR", factura.moneda())
        .with("EquivalenciaDR", equivalence(pago, factura))
        .with("NumParcialidad", String.valueOf(factura.parcialidad()))
        .with("ImpSaldoAnt", money(factura.saldoAnterior(), factura))
        .with("ImpPagado", money(factura.pagado(), factura))
        .with("ImpSaldoInsoluto", money(factura.saldoInsoluto(), factura))
        .with("ObjetoImpDR", factura.objetoImp())
        .maybeChild(taxes(factura))
        .build();
  }

  /** Among other currencies SAT wants the one of its own with ten decimals (CRP20277). */
  private static String equivalence(PagoRecibido pago, FacturaPagada factura) {
    boolean own = factura.moneda().equals(pago.moneda());
    if (own) {
      return pago.mixesCurrencies() ? "1.0000000000" : "1";
    }
    return plain(factura.equivalencia().setScale(10, HALF_UP));
  }

  private static String money(BigDecimal amount, FacturaPagada factura) {
    return plain(amount.setScale(factura.decimals(), HALF_UP));
  }

  private static @Nullable Element taxes(FacturaPagada factura) {
    if (factura.transferred().isEmpty() && factura.withheld().isEmpty()) {
      return null;
    }
    return pago20("ImpuestosDR")
        .maybeChild(
            group(
                "RetencionesDR",
                factura.withheld().stream().map(tax -> tax("Retencion", tax, "DR")).toList()))
        .maybeChild(
            group(
                "TrasladosDR",
                factura.transferred().stream().map(tax -> tax("Traslado", tax, "DR")).toList()))
        .build();
  }

  private static @Nullable Element summary(PagoRecibido pago) {
    var totals = PagoTotals.of(pago);
    if (totals.transferred().isEmpty() && totals.withheld().isEmpty()) {
      return null;
    }
    var withheld =
        totals.withheld().entrySet().stream()
            .map(
                row ->
                    pago20("RetencionP")
                        .with("ImpuestoP", row.getKey().key())
                        .with("ImporteP", plain(row.getValue()))
                        .build())
            .toList();
    return pago20("ImpuestosP")
        .maybeChild(group("RetencionesP", withheld))
        .maybeChild(
            group(
                "TrasladosP",
                totals.transferred().stream().map(tax -> tax("Traslado", tax, "P")).toList()))
        .build();
  }

  private static Element tax(String kind, TaxAmount tax, String suffix) {
    boolean exempt = tax.tax().isExempt();
    return pago20(kind + suffix)
        .with("Base" + suffix, plain(tax.base()))
        .with("Impuesto" + suffix, tax.tax().impuesto().key())
        .with("TipoFactor" + suffix, tax.tax().factor().key())
        .maybe("TasaOCuota" + suffix, exempt ? null : plain(tax.tax().rate()))
        .maybe("Importe" + suffix, exempt ? null : plain(tax.amount()))
        .build();
  }

  private static @Nullable Element group(String name, List<Element> rows) {
    return rows.isEmpty() ? null : pago20(name).children(rows).build();
  }

  private static Element.Builder pago20(String name) {
    return Element.of(Namespaces.PAGO, "pago20", name);
  }
}
