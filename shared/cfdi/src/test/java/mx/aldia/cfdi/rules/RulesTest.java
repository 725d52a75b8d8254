package mx.aldia.cfdi.rules;

import static mx.aldia.cfdi.Documents.ABROAD;
import static mx.aldia.cfdi.Documents.DOCTO1;
import static mx.aldia.cfdi.Documents.EXENTO;
import static mx.aldia.cfdi.Documents.GLOBAL;
import static mx.aldia.cfdi.Documents.INGRESO;
import static mx.aldia.cfdi.Documents.PAGO;
import static mx.aldia.cfdi.Documents.PAGO1;
import static mx.aldia.cfdi.Documents.PAGOS;
import static mx.aldia.cfdi.Documents.PPD;
import static mx.aldia.cfdi.Documents.SIN_IMPUESTOS;
import static mx.aldia.cfdi.Documents.TRASLADO;
import static mx.aldia.cfdi.Documents.add;
import static mx.aldia.cfdi.Documents.complement;
import static mx.aldia.cfdi.Documents.drop;
import static mx.aldia.cfdi.Documents.empty;
import static mx.aldia.cfdi.Documents.remove;
import static mx.aldia.cfdi.Documents.set;
import static mx.aldia.cfdi.Documents.twice;
import static mx.aldia.cfdi.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import mx.aldia.cfdi.xml.WriteXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Each rule with the smallest document that breaks it, made of one that does not. */
class RulesTest {
  private static final Catalogs SUPPLIED =
      Catalogs.own()
          .with(
              Map.of(
                  Catalog.CODIGO_POSTAL, Set.of("06600", "64000"),
                  Catalog.CLAVE_PROD_SERV, Set.of("84111506", "01010101"),
                  Catalog.CLAVE_UNIDAD, Set.of("E48", "H87", "ACT")));

  private static final String LINE1 = "Conceptos/Concepto[1]/";
  private static final String TRASLADO1 = LINE1 + "Impuestos/Traslados/Traslado[1]/";
  private static final String RETENCION1 = LINE1 + "Impuestos/Retenciones/Retencion[1]/";
  private static final String ROW1 = "Impuestos/Traslados/Traslado[1]/";
  private static final String EXEMPT_ROW = "Impuestos/Traslados/Traslado[2]/";
  private static final String PAGO2 = PAGOS + "Pago[2]/";
  private static final String TRASLADO_DR = DOCTO1 + "ImpuestosDR/TrasladosDR/TrasladoDR";
  private static final String RETENCION_DR = DOCTO1 + "ImpuestosDR/RetencionesDR/RetencionDR";
  private static final String TRASLADO_P = PAGO1 + "ImpuestosP/TrasladosP/TrasladoP";
  private static final String RETENCION_P = PAGO1 + "ImpuestosP/RetencionesP/RetencionP";

  /** One rule, a document it accepts, and the change that breaks it. */
  record Case(Rule rule, Element passing, Element failing, String where) {
    @Override
    public String toString() {
      return rule.code() + " " + rule.name() + " " + where;
    }
  }

  @SafeVarargs
  private static Case broken(
      Rule rule, String where, Element passing, UnaryOperator<Element>... changes) {
    return new Case(rule, passing, with(passing, changes), where);
  }

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    cases.addAll(structure());
    cases.addAll(comprobante());
    cases.addAll(parties());
    cases.addAll(conceptos());
    cases.addAll(taxes());
    cases.addAll(envelope());
    cases.addAll(pagos());
    cases.addAll(doctos());
    cases.addAll(pagoTaxes());
    cases.addAll(seal());
    return cases.stream();
  }

  private static List<Case> structure() {
    var stranger = Element.cfdi("Extra").build();
    return List.of(
        new Case(
            StructureRule.IT_IS_A_CFDI_4,
            INGRESO,
            Element.of("http://www.sat.gob.mx/cfd/3", "cfdi", "Comprobante").build(),
            "/cfdi:Comprobante"),
        broken(StructureRule.REQUIRED_ATTRIBUTES_ARE_THERE, "/@Moneda", INGRESO, remove("@Moneda")),
        broken(
            StructureRule.REQUIRED_ATTRIBUTES_ARE_THERE,
            "Traslado[1]/@Base",
            INGRESO,
            remove(TRASLADO1 + "@Base")),
        broken(StructureRule.VALUES_HAVE_THEIR_FORM, "/@Folio", INGRESO, set("@Folio", "A|1")),
        broken(StructureRule.VALUES_HAVE_THEIR_FORM, "/@Folio", INGRESO, set("@Folio", "")),
        broken(StructureRule.VALUES_HAVE_THEIR_FORM, "/@Total", INGRESO, set("@Total", "-1.00")),
        broken(
            StructureRule.VALUES_HAVE_THEIR_FORM,
            "Concepto[1]/@Cantidad",
            INGRESO,
            set(LINE1 + "@Cantidad", "0.000000")),
        broken(
            StructureRule.VALUES_HAVE_THEIR_FORM,
            "cfdi:Receptor/@Rfc",
            INGRESO,
            set("Receptor/@Rfc", "CLI851301AB1")),
        broken(
            StructureRule.VALUES_HAVE_THEIR_FORM,
            "Pago[1]/@FechaPago",
            PAGO,
            set(PAGO1 + "@FechaPago", "2026-02-30T12:00:00")),
        broken(StructureRule.NO_OTHER_ATTRIBUTES, "/@serie", INGRESO, set("@serie", "A")),
        broken(
            StructureRule.REQUIRED_ELEMENTS_ARE_THERE, "/cfdi:Receptor", INGRESO, drop("Receptor")),
        broken(
            StructureRule.REQUIRED_ELEMENTS_ARE_THERE,
            "/pago20:Totales",
            PAGO,
            drop(PAGOS + "Totales")),
        broken(StructureRule.NO_OTHER_ELEMENTS, "/cfdi:Extra", INGRESO, add("Conceptos", stranger)),
        broken(StructureRule.NO_OTHER_ELEMENTS, "/cfdi:Emisor[2]", INGRESO, twice("Emisor")),
        broken(
            StructureRule.ELEMENTS_ARE_IN_ORDER,
            "/cfdi:CfdiRelacionados[2]",
            INGRESO,
            add(
                "",
                Element.cfdi("CfdiRelacionados")
                    .with("TipoRelacion", "04")
                    .child(
                        Element.cfdi("CfdiRelacionado")
                            .with("UUID", "01234567-89AB-CDEF-0123-456789ABCDEF")
                            .build())
                    .build())),
        broken(
            StructureRule.PAYMENT_HAS_ITS_COMPLEMENT,
            "/cfdi:Complemento/pago20:Pagos",
            PAGO,
            drop("Complemento")));
  }

  private static List<Case> comprobante() {
    return List.of(
        broken(
            ComprobanteRule.DATE_IS_LOCAL_AND_TO_THE_SECOND,
            "/@Fecha",
            INGRESO,
            set("@Fecha", "2026-03-02T10:00:00Z")),
        broken(
            ComprobanteRule.NO_PAYMENT_FORM_ON_TRANSFER_PAYROLL_PAYMENT,
            "/@FormaPago",
            TRASLADO,
            set("@FormaPago", "01")),
        broken(
            ComprobanteRule.PAYMENT_FORM_IS_SATS, "/@FormaPago", INGRESO, set("@FormaPago", "07")),
        broken(
            ComprobanteRule.DEFERRED_PAYMENT_IS_FORM_99,
            "/@FormaPago",
            PPD,
            set("@FormaPago", "03")),
        broken(
            ComprobanteRule.IMMEDIATE_PAYMENT_HAS_A_REAL_FORM,
            "/@FormaPago",
            INGRESO,
            set("@FormaPago", "99")),
        broken(
            ComprobanteRule.SUBTOTAL_HAS_THE_CURRENCYS_DECIMALS,
            "/@SubTotal",
            INGRESO,
            set("@SubTotal", "1500.000")),
        broken(
            ComprobanteRule.SUBTOTAL_IS_THE_SUM,
            "/@SubTotal",
            INGRESO,
            set("@SubTotal", "1500.01")),
        broken(
            ComprobanteRule.SUBTOTAL_OF_TRANSFER_AND_PAYMENT_IS_ZERO,
            "/@SubTotal",
            TRASLADO,
            set("@SubTotal", "1")),
        broken(
            ComprobanteRule.DISCOUNT_IS_AT_MOST_THE_SUBTOTAL,
            "/@Descuento",
            INGRESO,
            set("@Descuento", "1500.01")),
        broken(
            ComprobanteRule.DISCOUNT_IS_THE_SUM_OF_THE_LINES_DISCOUNTS,
            "/@Descuento",
            INGRESO,
            set("@Descuento", "99.99")),
        broken(
            ComprobanteRule.DISCOUNT_IS_THE_SUM_OF_THE_LINES_DISCOUNTS,
            "/@Descuento",
            INGRESO,
            remove("@Descuento")),
        broken(
            ComprobanteRule.DISCOUNT_IS_THE_SUM_OF_THE_LINES_DISCOUNTS,
            "/@Descuento",
            EXENTO,
            set("@Descuento", "0.00")),
        broken(
            ComprobanteRule.DISCOUNT_IS_THE_SUM_OF_THE_LINES_DISCOUNTS,
            "Concepto[1]/@Descuento",
            TRASLADO,
            set(LINE1 + "@Descuento", "0")),
        broken(
            ComprobanteRule.DISCOUNT_HAS_THE_CURRENCYS_DECIMALS,
            "/@Descuento",
            INGRESO,
            set("@Descuento", "100.000")),
        broken(ComprobanteRule.CURRENCY_IS_SATS, "/@Moneda", INGRESO, set("@Moneda", "MXP")),
        broken(
            ComprobanteRule.PESOS_HAVE_RATE_ONE,
            "/@TipoCambio",
            INGRESO,
            set("@TipoCambio", "1.5")),
        broken(
            ComprobanteRule.FOREIGN_CURRENCY_HAS_A_RATE,
            "/@TipoCambio",
            ABROAD,
            remove("@TipoCambio")),
        broken(
            ComprobanteRule.NO_CURRENCY_HAS_NO_RATE,
            "/@TipoCambio",
            TRASLADO,
            set("@TipoCambio", "1")),
        broken(
            ComprobanteRule.RATE_IS_A_POSITIVE_NUMBER_OF_SIX_DECIMALS,
            "/@TipoCambio",
            ABROAD,
            set("@TipoCambio", "17.1234567")),
        broken(
            ComprobanteRule.TOTAL_IS_SUBTOTAL_LESS_DISCOUNT_PLUS_TAXES,
            "/@Total",
            INGRESO,
            set("@Total", "1358.01")),
        broken(
            ComprobanteRule.TYPE_IS_SATS,
            "/@TipoDeComprobante",
            INGRESO,
            set("@TipoDeComprobante", "F")),
        broken(
            ComprobanteRule.DEFINITIVE_EXPORT_HAS_ITS_COMPLEMENT,
            "/@Exportacion",
            INGRESO,
            set("@Exportacion", "02")),
        broken(ComprobanteRule.EXPORT_IS_SATS, "/@Exportacion", INGRESO, set("@Exportacion", "05")),
        broken(ComprobanteRule.METHOD_IS_SATS, "/@MetodoPago", INGRESO, set("@MetodoPago", "PIP")),
        broken(
            ComprobanteRule.NO_METHOD_ON_TRANSFER_AND_PAYMENT,
            "/@MetodoPago",
            TRASLADO,
            set("@MetodoPago", "PUE")),
        broken(
            ComprobanteRule.PLACE_OF_ISSUE_IS_A_POSTAL_CODE,
            "/@LugarExpedicion",
            INGRESO,
            set("@LugarExpedicion", "6600")),
        broken(
            ComprobanteRule.PLACE_OF_ISSUE_IS_A_POSTAL_CODE,
            "/@LugarExpedicion",
            INGRESO,
            set("@LugarExpedicion", "00001")));
  }

  private static List<Case> parties() {
    return List.of(
        broken(
            PartyRule.GLOBAL_INVOICE_IS_TO_THE_PUBLIC,
            "/cfdi:Receptor",
            GLOBAL,
            set("Receptor/@Rfc", "CLI850101AB1")),
        broken(
            PartyRule.GLOBAL_INVOICE_IS_TO_THE_PUBLIC,
            "/cfdi:InformacionGlobal",
            GLOBAL,
            drop("InformacionGlobal")),
        broken(
            PartyRule.PERIODICITY_IS_SATS,
            "/@Periodicidad",
            GLOBAL,
            set("InformacionGlobal/@Periodicidad", "06")),
        broken(
            PartyRule.BIMONTHLY_IS_FOR_REGIME_621,
            "/cfdi:Emisor/@RegimenFiscal",
            GLOBAL,
            set("InformacionGlobal/@Periodicidad", "05")),
        broken(PartyRule.MONTHS_ARE_SATS, "/@Meses", GLOBAL, set("InformacionGlobal/@Meses", "19")),
        broken(
            PartyRule.MONTH_IS_ONE_OF_TWELVE,
            "/@Meses",
            GLOBAL,
            set("InformacionGlobal/@Meses", "13")),
        broken(
            PartyRule.TWO_MONTHS_ARE_13_TO_18,
            "/@Meses",
            GLOBAL,
            set("InformacionGlobal/@Periodicidad", "05")),
        broken(
            PartyRule.YEAR_IS_THIS_OR_THE_LAST,
            "/@Año",
            GLOBAL,
            set("InformacionGlobal/@Año", "2024")),
        broken(
            PartyRule.RELATION_IS_SATS,
            "CfdiRelacionados[1]/@TipoRelacion",
            INGRESO,
            set("CfdiRelacionados/@TipoRelacion", "08")),
        broken(
            PartyRule.ISSUER_NAME_AS_REGISTERED,
            "/cfdi:Emisor/@Nombre",
            INGRESO,
            set("Emisor/@Nombre", "TALLER ESPAÑA SA DE CV")),
        broken(
            PartyRule.ISSUER_REGIME_IS_SATS,
            "/cfdi:Emisor/@RegimenFiscal",
            INGRESO,
            set("Emisor/@RegimenFiscal", "602")),
        broken(
            PartyRule.ISSUER_REGIME_FITS_THE_PERSON,
            "/cfdi:Emisor/@RegimenFiscal",
            INGRESO,
            set("Emisor/@RegimenFiscal", "612")),
        broken(
            PartyRule.OPERATION_NUMBER_HAS_TEN_DIGITS,
            "/cfdi:Emisor/@FacAtrAdquirente",
            INGRESO,
            set("Emisor/@FacAtrAdquirente", "123")),
        broken(
            PartyRule.RECEIVER_NAME_AS_REGISTERED,
            "/cfdi:Receptor/@Nombre",
            INGRESO,
            set("Receptor/@Nombre", "Cliente & Hijos")),
        broken(
            PartyRule.PUBLIC_IN_GENERAL_HAS_THE_GENERIC_RFC,
            "/cfdi:Receptor/@Rfc",
            INGRESO,
            set("Receptor/@Nombre", "PUBLICO EN GENERAL")),
        broken(
            PartyRule.RECEIVER_POSTAL_CODE_EXISTS,
            "/@DomicilioFiscalReceptor",
            INGRESO,
            set("Receptor/@DomicilioFiscalReceptor", "00001")),
        broken(
            PartyRule.GENERIC_RECEIVER_LIVES_WHERE_IT_IS_ISSUED,
            "/@DomicilioFiscalReceptor",
            GLOBAL,
            set("Receptor/@DomicilioFiscalReceptor", "64000")),
        broken(
            PartyRule.RESIDENCE_IS_A_COUNTRY,
            "/@ResidenciaFiscal",
            ABROAD,
            set("Receptor/@ResidenciaFiscal", "EUA")),
        broken(
            PartyRule.NATIONAL_RECEIVER_HAS_NO_RESIDENCE_ABROAD,
            "/@ResidenciaFiscal",
            INGRESO,
            set("Receptor/@ResidenciaFiscal", "USA")),
        broken(
            PartyRule.RESIDENCE_ABROAD_IS_NOT_MEXICO,
            "/@ResidenciaFiscal",
            ABROAD,
            set("Receptor/@ResidenciaFiscal", "MEX")),
        broken(
            PartyRule.FOREIGN_TAX_ID_HAS_ITS_COUNTRY,
            "/@ResidenciaFiscal",
            ABROAD,
            remove("Receptor/@ResidenciaFiscal")),
        broken(
            PartyRule.NATIONAL_RECEIVER_HAS_NO_FOREIGN_TAX_ID,
            "/@NumRegIdTrib",
            INGRESO,
            set("Receptor/@NumRegIdTrib", "123456789")),
        broken(
            PartyRule.EXPORT_RECEIVER_HAS_A_FOREIGN_TAX_ID,
            "/@NumRegIdTrib",
            ABROAD,
            complement(Namespaces.COMERCIO_EXTERIOR, "cce20", "ComercioExterior"),
            remove("Receptor/@NumRegIdTrib")),
        broken(
            PartyRule.FOREIGN_TAX_ID_HAS_ITS_COUNTRYS_FORM,
            "/@NumRegIdTrib",
            ABROAD,
            set("Receptor/@NumRegIdTrib", "12-3456789")),
        broken(
            PartyRule.RECEIVER_REGIME_IS_SATS,
            "/@RegimenFiscalReceptor",
            INGRESO,
            set("Receptor/@RegimenFiscalReceptor", "600")),
        broken(
            PartyRule.RECEIVER_REGIME_FITS_THE_PERSON,
            "/@RegimenFiscalReceptor",
            INGRESO,
            set("Receptor/@RegimenFiscalReceptor", "605")),
        broken(
            PartyRule.RECEIVER_REGIME_FITS_THE_PERSON,
            "/@RegimenFiscalReceptor",
            GLOBAL,
            set("Receptor/@RegimenFiscalReceptor", "612")),
        broken(PartyRule.USE_IS_SATS, "/@UsoCFDI", INGRESO, set("Receptor/@UsoCFDI", "P01")),
        broken(
            PartyRule.USE_FITS_THE_RECEIVER, "/@UsoCFDI", INGRESO, set("Receptor/@UsoCFDI", "D01")),
        broken(
            PartyRule.USE_FITS_THE_RECEIVER, "/@UsoCFDI", GLOBAL, set("Receptor/@UsoCFDI", "G03")),
        broken(
            PartyRule.USE_FITS_THE_RECEIVER, "/@UsoCFDI", PAGO, set("Receptor/@UsoCFDI", "G03")));
  }

  private static List<Case> conceptos() {
    UnaryOperator<Element> trade =
        complement(Namespaces.COMERCIO_EXTERIOR, "cce20", "ComercioExterior");
    return List.of(
        broken(
            ConceptoRule.PRODUCT_KEY_IS_SATS,
            "Concepto[1]/@ClaveProdServ",
            INGRESO,
            set(LINE1 + "@ClaveProdServ", "8411150")),
        broken(
            ConceptoRule.PRODUCT_KEY_IS_SATS,
            "Concepto[1]/@ClaveProdServ",
            INGRESO,
            set(LINE1 + "@ClaveProdServ", "99999999")),
        broken(
            ConceptoRule.UNIT_KEY_IS_SATS,
            "Concepto[1]/@ClaveUnidad",
            INGRESO,
            set(LINE1 + "@ClaveUnidad", "PIEZA")),
        broken(
            ConceptoRule.UNIT_PRICE_IS_POSITIVE,
            "Concepto[1]/@ValorUnitario",
            INGRESO,
            set(LINE1 + "@ValorUnitario", "0.00")),
        broken(
            ConceptoRule.AMOUNT_IS_QUANTITY_TIMES_PRICE,
            "Concepto[2]/@Importe",
            INGRESO,
            set("Conceptos/Concepto[2]/@Cantidad", "1.000000"),
            set("Conceptos/Concepto[2]/@Importe", "500.02")),
        broken(
            ConceptoRule.DISCOUNT_HAS_THE_AMOUNTS_DECIMALS,
            "Concepto[1]/@Descuento",
            INGRESO,
            set(LINE1 + "@Descuento", "100.000")),
        broken(
            ConceptoRule.DISCOUNT_IS_AT_MOST_THE_AMOUNT,
            "Concepto[1]/@Descuento",
            INGRESO,
            set(LINE1 + "@Descuento", "1000.01")),
        broken(
            ConceptoRule.TAX_OBJECT_IS_SATS,
            "Concepto[1]/@ObjetoImp",
            INGRESO,
            set(LINE1 + "@ObjetoImp", "09")),
        broken(
            ConceptoRule.SUBJECT_TO_TAX_HAS_TAXES,
            "Concepto[1]/cfdi:Impuestos",
            SIN_IMPUESTOS,
            set(LINE1 + "@ObjetoImp", "02")),
        broken(
            ConceptoRule.NOT_SUBJECT_TO_TAX_HAS_NONE,
            "Concepto[1]/cfdi:Impuestos",
            INGRESO,
            set(LINE1 + "@ObjetoImp", "01")),
        broken(
            ConceptoRule.NO_VAT_WHERE_IT_IS_NOT_TRANSFERRED,
            "Traslado[1]/@Impuesto",
            INGRESO,
            set(LINE1 + "@ObjetoImp", "06")),
        broken(
            ConceptoRule.TAXES_ARE_NOT_EMPTY,
            "Concepto[1]/cfdi:Impuestos",
            INGRESO,
            empty(LINE1 + "Impuestos")),
        broken(
            ConceptoRule.TRANSFERRED_BASE_IS_POSITIVE,
            "Traslado[1]/@Base",
            INGRESO,
            set(TRASLADO1 + "@Base", "0.00")),
        broken(
            ConceptoRule.TRANSFERRED_TAX_IS_SATS,
            "Traslado[1]/@Impuesto",
            INGRESO,
            set(TRASLADO1 + "@Impuesto", "001")),
        broken(
            ConceptoRule.TRANSFERRED_FACTOR_IS_SATS,
            "Traslado[1]/@TipoFactor",
            INGRESO,
            set(TRASLADO1 + "@TipoFactor", "tasa")),
        broken(
            ConceptoRule.EXEMPT_HAS_NO_RATE_NOR_AMOUNT,
            "Traslado[1]/@TasaOCuota",
            INGRESO,
            set(TRASLADO1 + "@TipoFactor", "Exento")),
        broken(
            ConceptoRule.NOT_EXEMPT_HAS_RATE_AND_AMOUNT,
            "Traslado[1]/@Importe",
            INGRESO,
            remove(TRASLADO1 + "@Importe")),
        broken(
            ConceptoRule.TRANSFERRED_RATE_IS_SATS,
            "Traslado[1]/@TasaOCuota",
            INGRESO,
            set(TRASLADO1 + "@TasaOCuota", "0.150000")),
        broken(
            ConceptoRule.TRANSFERRED_AMOUNT_IS_BASE_TIMES_RATE,
            "Traslado[1]/@Importe",
            INGRESO,
            set(TRASLADO1 + "@Importe", "144.02")),
        broken(
            ConceptoRule.WITHHELD_BASE_IS_POSITIVE,
            "Retencion[1]/@Base",
            INGRESO,
            set(RETENCION1 + "@Base", "0")),
        broken(
            ConceptoRule.WITHHELD_TAX_IS_SATS,
            "Retencion[1]/@Impuesto",
            INGRESO,
            set(RETENCION1 + "@Impuesto", "004")),
        broken(
            ConceptoRule.WITHHELD_FACTOR_IS_SATS,
            "Retencion[1]/@TipoFactor",
            INGRESO,
            set(RETENCION1 + "@TipoFactor", "Porcentaje")),
        broken(
            ConceptoRule.WITHHOLDING_IS_NOT_EXEMPT,
            "Retencion[1]/@TipoFactor",
            INGRESO,
            set(RETENCION1 + "@TipoFactor", "Exento")),
        broken(
            ConceptoRule.WITHHELD_RATE_IS_SATS,
            "Retencion[1]/@TasaOCuota",
            INGRESO,
            set(RETENCION1 + "@TasaOCuota", "0.350001")),
        broken(
            ConceptoRule.WITHHELD_AMOUNT_IS_BASE_TIMES_RATE,
            "Retencion[1]/@Importe",
            INGRESO,
            set(RETENCION1 + "@Importe", "89.98")),
        broken(
            ConceptoRule.THIRD_PARTY_IS_ANOTHER,
            "/@RfcACuentaTerceros",
            INGRESO,
            set(LINE1 + "ACuentaTerceros/@RfcACuentaTerceros", "CLI850101AB1")),
        broken(
            ConceptoRule.THIRD_PARTY_REGIME_IS_SATS,
            "/@RegimenFiscalACuentaTerceros",
            INGRESO,
            set(LINE1 + "ACuentaTerceros/@RegimenFiscalACuentaTerceros", "999")),
        broken(
            ConceptoRule.CUSTOMS_NUMBER_HAS_ITS_FORM,
            "Concepto[1]/cfdi:InformacionAduanera[1]/@NumeroPedimento",
            INGRESO,
            set(LINE1 + "InformacionAduanera/@NumeroPedimento", "24 47 3807 4003832")),
        broken(
            ConceptoRule.NO_CUSTOMS_NUMBER_ON_EXPORT,
            "Concepto[1]/cfdi:InformacionAduanera[1]",
            INGRESO,
            trade),
        broken(
            ConceptoRule.PART_PRODUCT_KEY_IS_SATS,
            "Parte[1]/@ClaveProdServ",
            INGRESO,
            set(LINE1 + "Parte/@ClaveProdServ", "0101")),
        broken(
            ConceptoRule.PART_PRICE_IS_POSITIVE,
            "Parte[1]/@ValorUnitario",
            INGRESO,
            set(LINE1 + "Parte/@ValorUnitario", "0")),
        broken(
            ConceptoRule.PART_AMOUNT_IS_QUANTITY_TIMES_PRICE,
            "Parte[1]/@Importe",
            INGRESO,
            set(LINE1 + "Parte/@Importe", "99.00")),
        broken(
            ConceptoRule.PART_CUSTOMS_NUMBER_HAS_ITS_FORM,
            "Parte[1]/cfdi:InformacionAduanera[1]/@NumeroPedimento",
            INGRESO,
            set(LINE1 + "Parte/InformacionAduanera/@NumeroPedimento", "x")),
        broken(
            ConceptoRule.NO_CUSTOMS_NUMBER_ON_EXPORTED_PARTS,
            "Parte[1]/cfdi:InformacionAduanera[1]",
            INGRESO,
            trade));
  }

  private static List<Case> taxes() {
    return List.of(
        broken(
            ImpuestosRule.NO_TAXES_ON_TRANSFER_AND_PAYMENT,
            "/cfdi:Impuestos",
            TRASLADO,
            add("", Element.cfdi("Impuestos").build())),
        broken(
            ImpuestosRule.WITHHELD_TOTAL_HAS_THE_CURRENCYS_DECIMALS,
            "/@TotalImpuestosRetenidos",
            INGRESO,
            set("Impuestos/@TotalImpuestosRetenidos", "186.000")),
        broken(
            ImpuestosRule.WITHHELD_TOTAL_IS_THE_SUM,
            "/@TotalImpuestosRetenidos",
            INGRESO,
            set("Impuestos/@TotalImpuestosRetenidos", "186.01")),
        broken(
            ImpuestosRule.TRANSFERRED_TOTAL_HAS_THE_CURRENCYS_DECIMALS,
            "/@TotalImpuestosTrasladados",
            INGRESO,
            set("Impuestos/@TotalImpuestosTrasladados", "144.000")),
        broken(
            ImpuestosRule.TRANSFERRED_TOTAL_IS_THE_SUM,
            "/@TotalImpuestosTrasladados",
            INGRESO,
            set("Impuestos/@TotalImpuestosTrasladados", "144.01")),
        broken(
            ImpuestosRule.WITHHOLDINGS_HAVE_A_TOTAL,
            "/@TotalImpuestosRetenidos",
            INGRESO,
            remove("Impuestos/@TotalImpuestosRetenidos")),
        broken(
            ImpuestosRule.WITHHELD_TAX_IS_SATS,
            "Retencion[1]/@Impuesto",
            INGRESO,
            set("Impuestos/Retenciones/Retencion[1]/@Impuesto", "004")),
        broken(
            ImpuestosRule.ONE_WITHHOLDING_PER_TAX,
            "Retencion[2]/@Impuesto",
            INGRESO,
            twice("Impuestos/Retenciones/Retencion[1]")),
        broken(
            ImpuestosRule.WITHHELD_AMOUNT_HAS_THE_CURRENCYS_DECIMALS,
            "Retencion[1]/@Importe",
            INGRESO,
            set("Impuestos/Retenciones/Retencion[1]/@Importe", "90.000")),
        broken(
            ImpuestosRule.WITHHELD_AMOUNT_IS_THE_SUM_OF_THE_LINES,
            "Retencion[1]/@Importe",
            INGRESO,
            set("Impuestos/Retenciones/Retencion[1]/@Importe", "90.01")),
        broken(
            ImpuestosRule.WITHHELD_AMOUNT_IS_THE_SUM_OF_THE_LINES,
            "Retencion[@Impuesto='001']",
            INGRESO,
            drop("Impuestos/Retenciones/Retencion[1]")),
        broken(
            ImpuestosRule.TAXES_HAVE_A_TOTAL,
            "/@TotalImpuestosTrasladados",
            INGRESO,
            remove("Impuestos/@TotalImpuestosTrasladados")),
        broken(
            ImpuestosRule.EXEMPT_SUMMARY_HAS_NO_RATE_NOR_AMOUNT,
            "Traslado[2]/@Importe",
            INGRESO,
            set(EXEMPT_ROW + "@Importe", "0")),
        broken(
            ImpuestosRule.BASE_HAS_THE_CURRENCYS_DECIMALS,
            "Traslado[1]/@Base",
            INGRESO,
            set(ROW1 + "@Base", "900.000")),
        broken(
            ImpuestosRule.BASE_IS_THE_SUM_OF_THE_LINES,
            "Traslado[1]/@Base",
            INGRESO,
            set(ROW1 + "@Base", "900.01")),
        broken(
            ImpuestosRule.EXEMPT_BASE_IS_THE_SUM_OF_THE_LINES,
            "Traslado[1]/@Base",
            EXENTO,
            set(ROW1 + "@Base", "500.01")),
        broken(
            ImpuestosRule.TRANSFERRED_TAX_IS_SATS,
            "Traslado[1]/@Impuesto",
            INGRESO,
            set(ROW1 + "@Impuesto", "004")),
        broken(
            ImpuestosRule.ONE_ROW_PER_TAX_FACTOR_AND_RATE,
            "Traslado[2]/@Impuesto",
            INGRESO,
            twice("Impuestos/Traslados/Traslado[1]")),
        broken(
            ImpuestosRule.RATE_IS_SATS,
            "Traslado[1]/@TasaOCuota",
            INGRESO,
            set(ROW1 + "@TasaOCuota", "0.150000")),
        broken(
            ImpuestosRule.AMOUNT_HAS_THE_CURRENCYS_DECIMALS,
            "Traslado[1]/@Importe",
            INGRESO,
            set(ROW1 + "@Importe", "144.000")),
        broken(
            ImpuestosRule.AMOUNT_IS_THE_SUM_OF_THE_LINES,
            "Traslado[1]/@Importe",
            INGRESO,
            set(ROW1 + "@Importe", "144.01")),
        broken(
            ImpuestosRule.AMOUNT_IS_THE_SUM_OF_THE_LINES,
            "/cfdi:Impuestos/cfdi:Traslados/cfdi:Traslado",
            INGRESO,
            drop("Impuestos")));
  }

  private static List<Case> envelope() {
    var line = "Conceptos/Concepto/";
    return List.of(
        broken(
            PagoEnvelopeRule.TYPE_IS_P,
            "/@TipoDeComprobante",
            PAGO,
            set("@TipoDeComprobante", "I")),
        broken(PagoEnvelopeRule.EXPORT_IS_01, "/@Exportacion", PAGO, set("@Exportacion", "03")),
        broken(PagoEnvelopeRule.SUBTOTAL_IS_ZERO, "/@SubTotal", PAGO, set("@SubTotal", "1")),
        broken(PagoEnvelopeRule.CURRENCY_IS_XXX, "/@Moneda", PAGO, set("@Moneda", "MXN")),
        broken(PagoEnvelopeRule.NO_PAYMENT_FORM, "/@FormaPago", PAGO, set("@FormaPago", "03")),
        broken(PagoEnvelopeRule.NO_METHOD, "/@MetodoPago", PAGO, set("@MetodoPago", "PUE")),
        broken(
            PagoEnvelopeRule.NO_CONDITIONS,
            "/@CondicionesDePago",
            PAGO,
            set("@CondicionesDePago", "x")),
        broken(PagoEnvelopeRule.NO_DISCOUNT, "/@Descuento", PAGO, set("@Descuento", "0")),
        broken(PagoEnvelopeRule.NO_RATE, "/@TipoCambio", PAGO, set("@TipoCambio", "1")),
        broken(PagoEnvelopeRule.TOTAL_IS_ZERO, "/@Total", PAGO, set("@Total", "1")),
        broken(PagoEnvelopeRule.ONE_LINE, "/cfdi:Concepto[2]", PAGO, twice("Conceptos/Concepto")),
        broken(
            PagoEnvelopeRule.LINE_HAS_NOTHING_BELOW,
            "/cfdi:CuentaPredial[1]",
            PAGO,
            add("Conceptos/Concepto", Element.cfdi("CuentaPredial").with("Numero", "1").build())),
        broken(
            PagoEnvelopeRule.LINE_PRODUCT_IS_BILLING,
            "/@ClaveProdServ",
            PAGO,
            set(line + "@ClaveProdServ", "01010101")),
        broken(
            PagoEnvelopeRule.LINE_HAS_NO_IDENTIFIER,
            "/@NoIdentificacion",
            PAGO,
            set(line + "@NoIdentificacion", "1")),
        broken(
            PagoEnvelopeRule.LINE_QUANTITY_IS_ONE,
            "/@Cantidad",
            PAGO,
            set(line + "@Cantidad", "2")),
        broken(
            PagoEnvelopeRule.LINE_UNIT_IS_ACT,
            "/@ClaveUnidad",
            PAGO,
            set(line + "@ClaveUnidad", "E48")),
        broken(PagoEnvelopeRule.LINE_HAS_NO_UNIT, "/@Unidad", PAGO, set(line + "@Unidad", "u")),
        broken(
            PagoEnvelopeRule.LINE_SAYS_PAGO,
            "/@Descripcion",
            PAGO,
            set(line + "@Descripcion", "x")),
        broken(
            PagoEnvelopeRule.LINE_PRICE_IS_ZERO,
            "/@ValorUnitario",
            PAGO,
            set(line + "@ValorUnitario", "1")),
        broken(
            PagoEnvelopeRule.LINE_AMOUNT_IS_ZERO, "/@Importe", PAGO, set(line + "@Importe", "1")),
        broken(
            PagoEnvelopeRule.LINE_HAS_NO_DISCOUNT,
            "/@Descuento",
            PAGO,
            set(line + "@Descuento", "0")),
        broken(
            PagoEnvelopeRule.LINE_IS_NOT_SUBJECT_TO_TAX,
            "/@ObjetoImp",
            PAGO,
            set(line + "@ObjetoImp", "02")),
        broken(
            PagoEnvelopeRule.LINE_HAS_NO_TAXES,
            "/cfdi:Impuestos",
            PAGO,
            add("Conceptos/Concepto", Element.cfdi("Impuestos").build())));
  }

  private static List<Case> pagos() {
    return List.of(
        broken(
            PagoRule.TOTAL_IS_THE_SUM_OF_THE_PAYMENTS,
            "/@MontoTotalPagos",
            PAGO,
            set(PAGOS + "Totales/@MontoTotalPagos", "5000.01")),
        broken(
            PagoRule.FORM_IS_KNOWN,
            "Pago[1]/@FormaDePagoP",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "99")),
        broken(
            PagoRule.FORM_IS_SATS,
            "Pago[1]/@FormaDePagoP",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "07")),
        broken(PagoRule.CURRENCY_IS_REAL, "Pago[1]/@MonedaP", PAGO, set(PAGO1 + "@MonedaP", "XXX")),
        broken(PagoRule.CURRENCY_IS_SATS, "Pago[1]/@MonedaP", PAGO, set(PAGO1 + "@MonedaP", "MXP")),
        broken(
            PagoRule.FOREIGN_CURRENCY_HAS_A_RATE,
            "Pago[2]/@TipoCambioP",
            PAGO,
            remove(PAGO2 + "@TipoCambioP")),
        broken(
            PagoRule.PESOS_HAVE_RATE_ONE,
            "Pago[1]/@TipoCambioP",
            PAGO,
            set(PAGO1 + "@TipoCambioP", "1.0")),
        broken(
            PagoRule.INVOICES_TAKE_AT_MOST_WHAT_WAS_PAID,
            "Pago[1]/@Monto",
            PAGO,
            set(PAGO1 + "@Monto", "999.99")),
        broken(PagoRule.AMOUNT_IS_POSITIVE, "Pago[1]/@Monto", PAGO, set(PAGO1 + "@Monto", "0.00")),
        broken(
            PagoRule.AMOUNT_HAS_THE_CURRENCYS_DECIMALS,
            "Pago[1]/@Monto",
            PAGO,
            set(PAGO1 + "@Monto", "1000.000")),
        broken(
            PagoRule.NO_PAYING_BANK_WITHOUT_A_BANK_FORM,
            "Pago[1]/@RfcEmisorCtaOrd",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "01")),
        broken(
            PagoRule.FOREIGN_BANK_HAS_A_NAME,
            "Pago[2]/@NomBancoOrdExt",
            PAGO,
            remove(PAGO2 + "@NomBancoOrdExt")),
        broken(
            PagoRule.NO_PAYING_ACCOUNT_WITHOUT_A_BANK_FORM,
            "Pago[1]/@CtaOrdenante",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "01")),
        broken(
            PagoRule.PAYING_ACCOUNT_HAS_ITS_FORM,
            "Pago[1]/@CtaOrdenante",
            PAGO,
            set(PAGO1 + "@CtaOrdenante", "12345678901")),
        broken(
            PagoRule.RECEIVING_ACCOUNT_HAS_ITS_FORM,
            "Pago[1]/@CtaBeneficiario",
            PAGO,
            set(PAGO1 + "@CtaBeneficiario", "09876543210")),
        broken(
            PagoRule.NO_RECEIVING_BANK_WITHOUT_A_BANK_FORM,
            "Pago[1]/@RfcEmisorCtaBen",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "01")),
        broken(
            PagoRule.NO_RECEIVING_ACCOUNT_WITHOUT_A_BANK_FORM,
            "Pago[1]/@CtaBeneficiario",
            PAGO,
            set(PAGO1 + "@FormaDePagoP", "06")),
        broken(
            PagoRule.PAYMENT_STRING_ONLY_WITH_TRANSFER,
            "Pago[2]/@TipoCadPago",
            PAGO,
            set(PAGO2 + "@FormaDePagoP", "02")),
        broken(
            PagoRule.PAYMENT_STRING_HAS_ITS_CERTIFICATE,
            "Pago[2]/@CertPago",
            PAGO,
            remove(PAGO2 + "@CertPago")),
        broken(
            PagoRule.NO_CERTIFICATE_WITHOUT_PAYMENT_STRING,
            "Pago[1]/@CertPago",
            PAGO,
            set(PAGO1 + "@CertPago", "AAAA")),
        broken(
            PagoRule.PAYMENT_STRING_IS_THERE, "Pago[2]/@CadPago", PAGO, remove(PAGO2 + "@CadPago")),
        broken(
            PagoRule.NO_STRING_WITHOUT_ITS_TYPE,
            "Pago[1]/@CadPago",
            PAGO,
            set(PAGO1 + "@CadPago", "x")),
        broken(
            PagoRule.PAYMENT_STRING_HAS_ITS_SEAL,
            "Pago[2]/@SelloPago",
            PAGO,
            remove(PAGO2 + "@SelloPago")),
        broken(
            PagoRule.NO_SEAL_WITHOUT_PAYMENT_STRING,
            "Pago[1]/@SelloPago",
            PAGO,
            set(PAGO1 + "@SelloPago", "AAAA")),
        broken(
            PagoRule.CONVERTED_INVOICES_FIT_THE_PAYMENT,
            "Pago[2]/@Monto",
            PAGO,
            set(PAGO2 + "@Monto", "199.00")));
  }

  private static List<Case> doctos() {
    var doctos2 = PAGO2 + "DoctoRelacionado";
    return List.of(
        broken(
            DoctoRule.CURRENCY_IS_REAL,
            "DoctoRelacionado[1]/@MonedaDR",
            PAGO,
            set(DOCTO1 + "@MonedaDR", "XXX")),
        broken(
            DoctoRule.CURRENCY_IS_SATS,
            "DoctoRelacionado[1]/@MonedaDR",
            PAGO,
            set(DOCTO1 + "@MonedaDR", "MXP")),
        broken(
            DoctoRule.OTHER_CURRENCY_HAS_AN_EQUIVALENCE,
            "Pago[2]/pago20:DoctoRelacionado[2]/@EquivalenciaDR",
            PAGO,
            remove(doctos2 + "[2]/@EquivalenciaDR")),
        broken(
            DoctoRule.SAME_CURRENCY_HAS_EQUIVALENCE_ONE,
            "DoctoRelacionado[1]/@EquivalenciaDR",
            PAGO,
            set(DOCTO1 + "@EquivalenciaDR", "1.0")),
        broken(
            DoctoRule.BALANCE_BEFORE_IS_POSITIVE,
            "/@ImpSaldoAnt",
            PAGO,
            set(DOCTO1 + "@ImpSaldoAnt", "0.00")),
        broken(
            DoctoRule.BALANCE_BEFORE_HAS_THE_CURRENCYS_DECIMALS,
            "/@ImpSaldoAnt",
            PAGO,
            set(DOCTO1 + "@ImpSaldoAnt", "1500.000")),
        broken(DoctoRule.PAID_IS_POSITIVE, "/@ImpPagado", PAGO, set(DOCTO1 + "@ImpPagado", "0")),
        broken(
            DoctoRule.PAID_HAS_THE_CURRENCYS_DECIMALS,
            "/@ImpPagado",
            PAGO,
            set(DOCTO1 + "@ImpPagado", "1000.000")),
        broken(
            DoctoRule.BALANCE_AFTER_HAS_THE_CURRENCYS_DECIMALS,
            "/@ImpSaldoInsoluto",
            PAGO,
            set(DOCTO1 + "@ImpSaldoInsoluto", "500.000")),
        broken(
            DoctoRule.BALANCE_AFTER_IS_BEFORE_LESS_PAID,
            "/@ImpSaldoInsoluto",
            PAGO,
            set(DOCTO1 + "@ImpSaldoInsoluto", "499.99")),
        broken(
            DoctoRule.TAX_OBJECT_IS_SATS,
            "/@ObjetoImpDR",
            PAGO,
            set(DOCTO1 + "@ObjetoImpDR", "09")),
        broken(
            DoctoRule.SUBJECT_TO_TAX_HAS_TAXES,
            "/pago20:ImpuestosDR",
            PAGO,
            drop(DOCTO1 + "ImpuestosDR")),
        broken(
            DoctoRule.NOT_SUBJECT_TO_TAX_HAS_NONE,
            "/pago20:ImpuestosDR",
            PAGO,
            set(DOCTO1 + "@ObjetoImpDR", "01")),
        broken(
            DoctoRule.TAXES_ARE_NOT_EMPTY,
            "/pago20:ImpuestosDR",
            PAGO,
            empty(DOCTO1 + "ImpuestosDR")),
        broken(
            DoctoRule.WITHHELD_BASE_IS_POSITIVE,
            "RetencionDR[1]/@BaseDR",
            PAGO,
            set(RETENCION_DR + "[1]/@BaseDR", "0")),
        broken(
            DoctoRule.WITHHELD_TAX_IS_SATS,
            "RetencionDR[1]/@ImpuestoDR",
            PAGO,
            set(RETENCION_DR + "[1]/@ImpuestoDR", "004")),
        broken(
            DoctoRule.WITHHELD_FACTOR_IS_SATS,
            "RetencionDR[1]/@TipoFactorDR",
            PAGO,
            set(RETENCION_DR + "[1]/@TipoFactorDR", "x")),
        broken(
            DoctoRule.WITHHOLDING_IS_NOT_EXEMPT,
            "RetencionDR[1]/@TipoFactorDR",
            PAGO,
            set(RETENCION_DR + "[1]/@TipoFactorDR", "Exento")),
        broken(
            DoctoRule.WITHHELD_RATE_IS_SATS,
            "RetencionDR[2]/@TasaOCuotaDR",
            PAGO,
            set(RETENCION_DR + "[2]/@TasaOCuotaDR", "0.160001")),
        broken(
            DoctoRule.WITHHELD_AMOUNT_IS_BASE_TIMES_RATE,
            "RetencionDR[1]/@ImporteDR",
            PAGO,
            set(RETENCION_DR + "[1]/@ImporteDR", "100.02")),
        broken(
            DoctoRule.TRANSFERRED_BASE_IS_POSITIVE,
            "TrasladoDR[1]/@BaseDR",
            PAGO,
            set(TRASLADO_DR + "[1]/@BaseDR", "0")),
        broken(
            DoctoRule.TRANSFERRED_TAX_IS_SATS,
            "TrasladoDR[1]/@ImpuestoDR",
            PAGO,
            set(TRASLADO_DR + "[1]/@ImpuestoDR", "001")),
        broken(
            DoctoRule.TRANSFERRED_FACTOR_IS_SATS,
            "TrasladoDR[1]/@TipoFactorDR",
            PAGO,
            set(TRASLADO_DR + "[1]/@TipoFactorDR", "x")),
        broken(
            DoctoRule.EXEMPT_HAS_NO_RATE_NOR_AMOUNT,
            "TrasladoDR[4]/@ImporteDR",
            PAGO,
            set(TRASLADO_DR + "[4]/@ImporteDR", "0")),
        broken(
            DoctoRule.NOT_EXEMPT_HAS_RATE_AND_AMOUNT,
            "TrasladoDR[1]/@ImporteDR",
            PAGO,
            remove(TRASLADO_DR + "[1]/@ImporteDR")),
        broken(
            DoctoRule.TRANSFERRED_RATE_IS_SATS,
            "TrasladoDR[1]/@TasaOCuotaDR",
            PAGO,
            set(TRASLADO_DR + "[1]/@TasaOCuotaDR", "0.150000")),
        broken(
            DoctoRule.TRANSFERRED_AMOUNT_IS_BASE_TIMES_RATE,
            "TrasladoDR[1]/@ImporteDR",
            PAGO,
            set(TRASLADO_DR + "[1]/@ImporteDR", "160.02")),
        broken(
            DoctoRule.EQUIVALENCE_ONE_HAS_TEN_DECIMALS_AMONG_OTHERS,
            "Pago[2]/pago20:DoctoRelacionado[1]/@EquivalenciaDR",
            PAGO,
            set(doctos2 + "[1]/@EquivalenciaDR", "1")),
        broken(
            DoctoRule.OBJECT_06_AND_08_TRANSFER_NOTHING,
            "RetencionDR[2]/@ImpuestoDR",
            PAGO,
            set(DOCTO1 + "@ObjetoImpDR", "06")),
        broken(
            DoctoRule.OBJECT_07_TRANSFERS_IEPS_ALONE,
            "RetencionDR[2]/@ImpuestoDR",
            PAGO,
            set(DOCTO1 + "@ObjetoImpDR", "07")));
  }

  private static List<Case> pagoTaxes() {
    var cases = new ArrayList<Case>();
    for (var total : PagosTotals.TAXES) {
      var rule =
          Stream.of(PagoTaxRule.values())
              .filter(r -> r.code().equals(total.code()))
              .findFirst()
              .orElseThrow();
      cases.add(
          broken(
              rule,
              "/pago20:Totales/@" + total.name(),
              PAGO,
              set(PAGOS + "Totales/@" + total.name(), "7.77")));
      cases.add(
          broken(
              rule,
              "/pago20:Totales/@" + total.name(),
              PAGO,
              remove(PAGOS + "Totales/@" + total.name())));
    }
    cases.addAll(
        List.of(
            broken(
                PagoTaxRule.WITHHELD_TAX_IS_SATS,
                "RetencionP[1]/@ImpuestoP",
                PAGO,
                set(RETENCION_P + "[1]/@ImpuestoP", "004")),
            broken(
                PagoTaxRule.ONE_WITHHOLDING_PER_TAX,
                "RetencionP[2]/@ImpuestoP",
                PAGO,
                twice(RETENCION_P + "[1]")),
            broken(
                PagoTaxRule.WITHHOLDINGS_HAVE_A_TOTAL,
                "/pago20:Totales",
                PAGO,
                remove(PAGOS + "Totales/@TotalRetencionesIVA"),
                remove(PAGOS + "Totales/@TotalRetencionesISR"),
                remove(PAGOS + "Totales/@TotalRetencionesIEPS")),
            broken(
                PagoTaxRule.WITHHELD_AMOUNT_IS_THE_SUM_OF_THE_INVOICES,
                "RetencionP[1]/@ImporteP",
                PAGO,
                set(RETENCION_P + "[1]/@ImporteP", "100.01")),
            broken(
                PagoTaxRule.EXEMPT_SUMMARY_HAS_NO_RATE_NOR_AMOUNT,
                "TrasladoP[4]/@ImporteP",
                PAGO,
                set(TRASLADO_P + "[4]/@ImporteP", "0")),
            broken(
                PagoTaxRule.IVA_HAS_A_TOTAL_OF_BASES,
                "/pago20:Totales",
                PAGO,
                remove(PAGOS + "Totales/@TotalTrasladosBaseIVA16"),
                remove(PAGOS + "Totales/@TotalTrasladosBaseIVA8"),
                remove(PAGOS + "Totales/@TotalTrasladosBaseIVA0"),
                remove(PAGOS + "Totales/@TotalTrasladosBaseIVAExento")),
            broken(
                PagoTaxRule.BASE_IS_THE_SUM_OF_THE_INVOICES,
                "TrasladoP[1]/@BaseP",
                PAGO,
                set(TRASLADO_P + "[1]/@BaseP", "1000.01")),
            broken(
                PagoTaxRule.BASE_IS_THE_SUM_OF_THE_INVOICES,
                "TrasladosP/pago20:TrasladoP",
                PAGO,
                drop(PAGO1 + "ImpuestosP")),
            broken(
                PagoTaxRule.EXEMPT_BASE_IS_THE_SUM_OF_THE_INVOICES,
                "TrasladoP[4]/@BaseP",
                PAGO,
                set(TRASLADO_P + "[4]/@BaseP", "20.01")),
            broken(
                PagoTaxRule.TRANSFERRED_TAX_IS_SATS,
                "TrasladoP[1]/@ImpuestoP",
                PAGO,
                set(TRASLADO_P + "[1]/@ImpuestoP", "004")),
            broken(
                PagoTaxRule.ONE_ROW_PER_TAX_FACTOR_AND_RATE,
                "TrasladoP[2]/@ImpuestoP",
                PAGO,
                twice(TRASLADO_P + "[1]")),
            broken(
                PagoTaxRule.RATE_IS_SATS,
                "TrasladoP[1]/@TasaOCuotaP",
                PAGO,
                set(TRASLADO_P + "[1]/@TasaOCuotaP", "0.150000")),
            broken(
                PagoTaxRule.IVA_HAS_A_TOTAL_OF_TAXES,
                "/pago20:Totales",
                PAGO,
                remove(PAGOS + "Totales/@TotalTrasladosImpuestoIVA16"),
                remove(PAGOS + "Totales/@TotalTrasladosImpuestoIVA8"),
                remove(PAGOS + "Totales/@TotalTrasladosImpuestoIVA0")),
            broken(
                PagoTaxRule.AMOUNT_IS_THE_SUM_OF_THE_INVOICES,
                "TrasladoP[1]/@ImporteP",
                PAGO,
                set(TRASLADO_P + "[1]/@ImporteP", "160.01"))));
    return cases;
  }

  private static List<Case> seal() {
    var sealed = SealDocument.seal(INGRESO, Keys.CSD.sealingKey());
    return List.of(
        broken(SealRule.SEAL_IS_OF_THIS_DOCUMENT, "/@Sello", sealed, set("@Total", "1358.01")),
        broken(SealRule.SEAL_IS_OF_THIS_DOCUMENT, "/@Sello", sealed, remove("@Sello")),
        broken(
            SealRule.COMPLEMENTS_ARE_KNOWN,
            "/@Sello",
            sealed,
            complement("http://www.sat.gob.mx/aerolineas", "aerolineas", "Aerolineas")),
        broken(
            SealRule.CERTIFICATE_CAN_BE_READ, "/@Certificado", sealed, set("@Certificado", "AAAA")),
        broken(SealRule.NUMBER_IS_THERE, "/@NoCertificado", sealed, remove("@NoCertificado")),
        broken(
            SealRule.NUMBER_IS_THE_CERTIFICATES,
            "/@NoCertificado",
            sealed,
            set("@NoCertificado", "30001000000500009009")),
        broken(
            SealRule.CERTIFICATE_IS_THE_ISSUERS,
            "/cfdi:Emisor/@Rfc",
            sealed,
            set("Emisor/@Rfc", "OTR030201001")),
        broken(
            SealRule.CERTIFICATE_WAS_VALID,
            "/@Fecha",
            sealed,
            set("@Fecha", "2028-01-02T00:00:00")),
        new Case(
            SealRule.CERTIFICATE_IS_NO_FIEL,
            sealed,
            SealDocument.seal(INGRESO, Keys.FIEL.sealingKey()),
            "/@Certificado"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_rule_accepts_what_is_right_and_tells_what_is_not(Case c) {
    assertThat(check(c.passing(), c.rule())).as("passing").isEmpty();

    var findings = check(c.failing(), c.rule());

    assertThat(findings).as("failing").isNotEmpty();
    assertThat(findings.getFirst().path()).endsWith(c.where());
    assertThat(findings.getFirst().spanish()).doesNotContain("{").isNotBlank();
    assertThat(findings.getFirst().english()).doesNotContain("{").isNotBlank();
  }

  @Test
  void no_rule_is_without_a_case() {
    var tested = cases().map(Case::rule).toList();

    assertThat(Rules.ALL).allMatch(tested::contains);
  }

  @Test
  void the_documents_the_cases_are_made_of_break_no_rule() {
    for (var document :
        List.of(INGRESO, PPD, EXENTO, SIN_IMPUESTOS, GLOBAL, ABROAD, TRASLADO, PAGO)) {
      assertThat(new Rules(SUPPLIED).check(document, Rules.CONTENT)).isEmpty();
    }
  }

  @Test
  void a_structural_fault_hides_no_other() {
    var broken =
        with(
            INGRESO,
            remove("@Moneda"),
            set("@NoSuchThing", "1"),
            drop("Receptor"),
            set("@Total", "1.00"),
            set(TRASLADO1 + "@TasaOCuota", "0.150000"));

    assertThat(new Rules(SUPPLIED).check(broken, Rules.CONTENT))
        .extracting(Finding::code)
        .contains("301", "CFDI40119", "CFDI40179", "CFDI40221");
  }

  @Test
  void a_document_is_judged_at_its_own_date() {
    var later = with(SIN_IMPUESTOS, set(LINE1 + "@ObjetoImp", "06"));
    var before = with(later, set("@Fecha", "2024-12-12T10:00:00"));

    assertThat(check(later, ConceptoRule.TAX_OBJECT_IS_SATS)).isEmpty();
    assertThat(check(before, ConceptoRule.TAX_OBJECT_IS_SATS)).hasSize(1);
  }

  @Test
  void a_path_leads_an_xpath_engine_to_the_value_seen() throws Exception {
    for (var c : cases().toList()) {
      for (var finding : check(c.failing(), c.rule())) {
        if (finding.seen() != null
            && finding.path().contains("/@")
            && !finding.path().endsWith("/@Certificado")) {
          assertThat(evaluate(c.failing(), finding.path()))
              .as(finding.path())
              .isEqualTo(finding.seen());
        }
      }
    }
  }

  private static String evaluate(Element document, String path) throws Exception {
    var text = WriteXml.text(document).replaceAll("xmlns(:[a-z0-9]+)?=\"[^\"]*\"", "");
    var bare = text.replaceAll("<(/?)[a-z0-9]+:", "<$1");
    var nodes =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    path.replaceAll("/[a-z0-9]+:", "/"),
                    new InputSource(new StringReader(bare)),
                    XPathConstants.NODESET);
    return nodes.getLength() == 1
        ? nodes.item(0).getNodeValue().strip().replaceAll("\\s+", " ")
        : nodes.getLength() + " nodes";
  }

  private static List<Finding> check(Element document, Rule rule) {
    return new Rules(SUPPLIED).check(document, List.of(rule));
  }
}
