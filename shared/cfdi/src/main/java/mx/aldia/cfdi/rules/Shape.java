package mx.aldia.cfdi.rules;

import static mx.aldia.cfdi.rules.Shape.Type.ANY;
import static mx.aldia.cfdi.rules.Shape.Type.amount;
import static mx.aldia.cfdi.rules.Shape.Type.pattern;
import static mx.aldia.cfdi.rules.Shape.Type.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/**
 * What SAT's schemas cfdv40.xsd, Pagos20.xsd and TimbreFiscalDigitalv11.xsd allow an element to
 * have: attributes with their types, children in their order. A value that a rule with a code of
 * its own judges is {@code ANY} here, so that it is told once.
 */
final class Shape {
  /** A type of value: what it is, for a person to read, and the test. */
  record Type(String expected, Predicate<String> fits) {
    static final Type ANY = new Type("", value -> true);

    /** Shown by an example, or in the words of the catalog: nobody reads a regular expression. */
    static Type pattern(String expected, String regex) {
      return new Type(expected, Pattern.compile(regex).asMatchPredicate());
    }

    static Type text(int longest) {
      return new Type(
          "1 - " + longest + " caracteres sin |",
          value -> {
            int length = value.codePointCount(0, value.length());
            return length >= 1
                && length <= longest
                && value.indexOf('|') < 0
                && value.chars().noneMatch(c -> c < ' ' || c == 0x7f);
          });
    }

    static Type amount(int decimals) {
      return new Type(
          "≥ 0, ≤ " + decimals + " decimales", value -> Decimals.isAmount(value, decimals));
    }

    static Type positive(int decimals) {
      return new Type(
          "> 0, ≤ " + decimals + " decimales",
          value -> Decimals.isAmount(value, decimals) && value.chars().anyMatch(c -> c > '0'));
    }
  }

  /** An attribute: its type and whether it must be there. */
  record Attribute(Type type, boolean required) {}

  /** A child: how many there may be and its own shape; no shape means anything goes below it. */
  record Child(String name, int least, int most, @Nullable Shape shape) {}

  private static final String RFC =
      "[A-Z&Ñ]{3,4}[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])[A-Z0-9]{2}[0-9A]";
  private static final String COMPANY_RFC = RFC.replace("{3,4}", "{3}");
  private static final String UUID =
      "[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}";
  private static final int MANY = Integer.MAX_VALUE;

  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<Child> children = new ArrayList<>();

  private Shape() {}

  Map<String, Attribute> attributes() {
    return attributes;
  }

  List<Child> children() {
    return children;
  }

  private Shape required(String name, Type type) {
    attributes.put(name, new Attribute(type, true));
    return this;
  }

  private Shape optional(String name, Type type) {
    attributes.put(name, new Attribute(type, false));
    return this;
  }

  private Shape child(String name, int least, int most, @Nullable Shape shape) {
    children.add(new Child(name, least, most, shape));
    return this;
  }

  private Shape group(String name, String row, Shape shape) {
    return child(name, 0, 1, new Shape().child(row, 1, MANY, shape));
  }

  /** Taxes added, row by row; those that are exempt have neither rate nor amount. */
  private Shape transferred(String suffix) {
    return group(
        "Traslados" + suffix,
        "Traslado" + suffix,
        tax(suffix)
            .optional("TasaOCuota" + suffix, amount(6))
            .optional("Importe" + suffix, amount(6)));
  }

  /** Taxes withheld, row by row. */
  private Shape withheld(String suffix) {
    return group(
        "Retenciones" + suffix,
        "Retencion" + suffix,
        tax(suffix)
            .required("TasaOCuota" + suffix, amount(6))
            .required("Importe" + suffix, amount(6)));
  }

  /** Taxes withheld, one sum for each. */
  private Shape withheldInAll(String suffix) {
    return group(
        "Retenciones" + suffix,
        "Retencion" + suffix,
        new Shape().required("Impuesto" + suffix, ANY).required("Importe" + suffix, amount(6)));
  }

  private static Shape tax(String suffix) {
    return new Shape()
        .required("Base" + suffix, amount(6))
        .required("Impuesto" + suffix, ANY)
        .required("TipoFactor" + suffix, ANY);
  }

  /** By the namespace and name of a document's or complement's root. */
  static final Shape COMPROBANTE = comprobante();

  static final Shape PAGOS = pagos();
  static final Shape TIMBRE = timbre();

  private static Shape comprobante() {
    return new Shape()
        .required("Version", pattern("4.0", "4\\.0"))
        .optional("Serie", text(25))
        .optional("Folio", text(40))
        .required("Fecha", ANY)
        .optional("Sello", ANY)
        .optional("FormaPago", ANY)
        .optional("NoCertificado", pattern("20 dígitos", "[0-9]{20}"))
        .optional("Certificado", ANY)
        .optional("CondicionesDePago", text(1000))
        .required("SubTotal", amount(6))
        .optional("Descuento", amount(6))
        .required("Moneda", ANY)
        .optional("TipoCambio", ANY)
        .required("Total", amount(6))
        .required("TipoDeComprobante", ANY)
        .required("Exportacion", ANY)
        .optional("MetodoPago", ANY)
        .required("LugarExpedicion", ANY)
        .optional("Confirmacion", pattern("5 letras o dígitos", "[0-9a-zA-Z]{5}"))
        .child(
            "InformacionGlobal",
            0,
            1,
            new Shape()
                .required("Periodicidad", ANY)
                .required("Meses", ANY)
                .required("Año", pattern("≥ 2019", "20(19|[2-9][0-9])")))
        .child(
            "CfdiRelacionados",
            0,
            MANY,
            new Shape()
                .required("TipoRelacion", ANY)
                .child(
                    "CfdiRelacionado",
                    1,
                    MANY,
                    new Shape()
                        .required("UUID", pattern("01234567-89AB-CDEF-0123-456789ABCDEF", UUID))))
        .child(
            "Emisor",
            1,
            1,
            new Shape()
                .required("Rfc", pattern("ABC850101AB1, ABCD850101AB1", RFC))
                .required("Nombre", text(300))
                .required("RegimenFiscal", ANY)
                .optional("FacAtrAdquirente", ANY))
        .child(
            "Receptor",
            1,
            1,
            new Shape()
                .required("Rfc", pattern("ABC850101AB1, ABCD850101AB1", RFC))
                .required("Nombre", text(300))
                .required("DomicilioFiscalReceptor", pattern("5 dígitos", "[0-9]{5}"))
                .optional("ResidenciaFiscal", ANY)
                .optional("NumRegIdTrib", text(40))
                .required("RegimenFiscalReceptor", ANY)
                .required("UsoCFDI", ANY))
        .child("Conceptos", 1, 1, new Shape().child("Concepto", 1, MANY, concepto()))
        .child(
            "Impuestos",
            0,
            1,
            new Shape()
                .optional("TotalImpuestosRetenidos", amount(6))
                .optional("TotalImpuestosTrasladados", amount(6))
                .withheldInAll("")
                .transferred(""))
        .child("Complemento", 0, 1, null)
        .child("Addenda", 0, 1, null);
  }

  private static Shape concepto() {
    var customs = new Shape().required("NumeroPedimento", ANY);
    return new Shape()
        .required("ClaveProdServ", ANY)
        .optional("NoIdentificacion", text(100))
        .required("Cantidad", Type.positive(6))
        .required("ClaveUnidad", ANY)
        .optional("Unidad", text(20))
        .required("Descripcion", text(1000))
        .required("ValorUnitario", amount(6))
        .required("Importe", amount(6))
        .optional("Descuento", amount(6))
        .required("ObjetoImp", ANY)
        .child("Impuestos", 0, 1, new Shape().transferred("").withheld(""))
        .child(
            "ACuentaTerceros",
            0,
            1,
            new Shape()
                .required("RfcACuentaTerceros", pattern("ABC850101AB1, ABCD850101AB1", RFC))
                .required("NombreACuentaTerceros", text(300))
                .required("RegimenFiscalACuentaTerceros", ANY)
                .required("DomicilioFiscalACuentaTerceros", pattern("5 dígitos", "[0-9]{5}")))
        .child("InformacionAduanera", 0, MANY, customs)
        .child(
            "CuentaPredial",
            0,
            MANY,
            new Shape()
                .required("Numero", pattern("1 - 150 letras o dígitos", "[0-9a-zA-Z]{1,150}")))
        .child("ComplementoConcepto", 0, 1, null)
        .child(
            "Parte",
            0,
            MANY,
            new Shape()
                .required("ClaveProdServ", ANY)
                .optional("NoIdentificacion", text(100))
                .required("Cantidad", Type.positive(6))
                .optional("Unidad", text(20))
                .required("Descripcion", text(1000))
                .optional("ValorUnitario", amount(6))
                .optional("Importe", amount(6))
                .child("InformacionAduanera", 0, MANY, customs));
  }

  private static Shape pagos() {
    var totales = new Shape();
    for (var name : PagosTotals.NAMES) {
      totales.optional(name, amount(2));
    }
    return new Shape()
        .required("Version", pattern("2.0", "2\\.0"))
        .child("Totales", 1, 1, totales.required(PagosTotals.AMOUNT, amount(2)))
        .child(
            "Pago",
            1,
            MANY,
            new Shape()
                .required("FechaPago", new Type("AAAA-MM-DDThh:mm:ss", Cfdi::isMoment))
                .required("FormaDePagoP", ANY)
                .required("MonedaP", ANY)
                .optional("TipoCambioP", Type.positive(6))
                .required("Monto", amount(6))
                .optional("NumOperacion", text(100))
                .optional(
                    "RfcEmisorCtaOrd",
                    pattern("ABC850101AB1", Cfdi.GENERIC_FOREIGN + "|" + COMPANY_RFC))
                .optional("NomBancoOrdExt", text(300))
                .optional("CtaOrdenante", pattern("10 - 50 letras o dígitos", "[A-Z0-9_]{10,50}"))
                .optional("RfcEmisorCtaBen", pattern("ABC850101AB1", COMPANY_RFC))
                .optional(
                    "CtaBeneficiario", pattern("10 - 50 letras o dígitos", "[A-Z0-9_]{10,50}"))
                .optional("TipoCadPago", pattern("01", "01"))
                .optional("CertPago", pattern("base 64", "[A-Za-z0-9+/= ]+"))
                .optional("CadPago", new Type("1 - 8192", v -> !v.isEmpty() && v.length() <= 8192))
                .optional("SelloPago", pattern("base 64", "[A-Za-z0-9+/= ]+"))
                .child("DoctoRelacionado", 1, MANY, docto())
                .child("ImpuestosP", 0, 1, impuestosP()));
  }

  private static Shape docto() {
    return new Shape()
        .required(
            "IdDocumento",
            pattern("01234567-89AB-CDEF-0123-456789ABCDEF", UUID + "|[0-9]{3}-[0-9]{2}-[0-9]{9}"))
        .optional("Serie", text(25))
        .optional("Folio", text(40))
        .required("MonedaDR", ANY)
        .optional("EquivalenciaDR", Type.positive(10))
        .required("NumParcialidad", pattern("1 - 999", "[1-9][0-9]{0,2}"))
        .required("ImpSaldoAnt", amount(6))
        .required("ImpPagado", amount(6))
        .required("ImpSaldoInsoluto", amount(6))
        .required("ObjetoImpDR", ANY)
        .child("ImpuestosDR", 0, 1, new Shape().withheld("DR").transferred("DR"));
  }

  private static Shape impuestosP() {
    return new Shape().withheldInAll("P").transferred("P");
  }

  private static Shape timbre() {
    return new Shape()
        .required("Version", pattern("1.1", "1\\.1"))
        .required("UUID", pattern("01234567-89AB-CDEF-0123-456789ABCDEF", UUID))
        .required("FechaTimbrado", new Type("AAAA-MM-DDThh:mm:ss", Cfdi::isMoment))
        .required("RfcProvCertif", pattern("ABC850101AB1", COMPANY_RFC))
        .optional("Leyenda", new Type("12 - 150", v -> v.length() >= 12 && v.length() <= 150))
        .required("SelloCFD", ANY)
        .required("NoCertificadoSAT", pattern("20 dígitos", "[0-9]{20}"))
        .required("SelloSAT", ANY);
  }

  /** An element with the shape it should have. */
  record Placed(Element element, Shape shape) {}

  /** Every element of a document whose shape is known; none if it is no CFDI 4.0. */
  static List<Placed> place(Element root) {
    var placed = new ArrayList<Placed>();
    if (root.is(Namespaces.CFDI, "Comprobante")) {
      place(root, COMPROBANTE, placed);
      for (var complemento : root.children("Complemento")) {
        for (var child : complemento.children()) {
          var shape = ofComplement(child.namespace(), child.name());
          if (shape != null) {
            place(child, shape, placed);
          }
        }
      }
    }
    return placed;
  }

  private static void place(Element element, Shape shape, List<Placed> placed) {
    placed.add(new Placed(element, shape));
    for (var child : element.children()) {
      var known = shape.find(element, child);
      if (known != null && known.shape() != null) {
        place(child, known.shape(), placed);
      }
    }
  }

  /** What a child of an element of this shape should be; null if it should not be there. */
  @Nullable Child find(Element parent, Element child) {
    if (!child.namespace().equals(parent.namespace())) {
      return null;
    }
    for (var known : children) {
      if (known.name().equals(child.name())) {
        return known;
      }
    }
    return null;
  }

  /** The shape of a complement this project knows; null if it is another. */
  private static @Nullable Shape ofComplement(String namespace, String name) {
    if (namespace.equals(Namespaces.PAGO) && name.equals("Pagos")) {
      return PAGOS;
    }
    return namespace.equals(Namespaces.TFD) && name.equals("TimbreFiscalDigital") ? TIMBRE : null;
  }
}
