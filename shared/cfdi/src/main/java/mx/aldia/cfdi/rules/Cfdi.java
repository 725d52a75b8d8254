package mx.aldia.cfdi.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** A document as it is, right or wrong, with what the rules ask of it again and again. */
public final class Cfdi {
  static final String GENERIC_NATIONAL = "XAXX010101000";
  static final String GENERIC_FOREIGN = "XEXX010101000";

  /** Every version of that complement begins so. */
  private static final String FOREIGN_TRADE = "http://www.sat.gob.mx/ComercioExterior";

  private static final Pattern MOMENT =
      Pattern.compile(
          "20[1-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}");
  private static final ZoneId CENTRE = ZoneId.of("America/Mexico_City");

  /** Those of an EquivalenciaDR; every other number has fewer. */
  private static final int MOST_DECIMALS = 10;

  private static final LocalDate UNDATED = LocalDate.of(2022, 1, 1);

  private final Element root;
  private final Catalogs catalogs;
  private final @Nullable LocalDateTime moment;
  private final List<Element> conceptos;
  private final List<Element> traslados;
  private final List<Element> retenciones;
  private final List<Element> pagos;
  private final boolean foreignTrade;
  private final Optional<SatCertificate> certificate;
  private final String type;
  private final boolean payment;
  private final List<Shape.Placed> placed;

  Cfdi(Element root, Catalogs catalogs) {
    this.root = root;
    this.catalogs = catalogs;
    this.moment = moment(root.text("Fecha"));
    this.conceptos = root.all("Conceptos", "Concepto");
    this.placed = Shape.place(root);
    this.traslados = root.all("Conceptos", "Concepto", "Impuestos", "Traslados", "Traslado");
    this.retenciones = root.all("Conceptos", "Concepto", "Impuestos", "Retenciones", "Retencion");
    this.pagos =
        complementos(Namespaces.PAGO, "Pagos").stream()
            .flatMap(pagos -> pagos.children("Pago").stream())
            .toList();
    this.foreignTrade =
        root.all("Complemento").stream()
            .flatMap(complemento -> complemento.children().stream())
            .anyMatch(child -> child.namespace().startsWith(FOREIGN_TRADE));
    this.certificate =
        root.has("Certificado")
            ? Optional.ofNullable(SatCertificate.fromBase64(root.text("Certificado")))
            : Optional.empty();
    this.type = root.text("TipoDeComprobante");
    this.payment = type.equals("P") || !complementos(Namespaces.PAGO, "Pagos").isEmpty();
  }

  public Element root() {
    return root;
  }

  public Catalogs catalogs() {
    return catalogs;
  }

  /** The document's own Fecha, at which it is judged; null if it has none that can be read. */
  @Nullable LocalDateTime moment() {
    return moment;
  }

  /** The Fecha as an instant, by SAT's own time; null if it has none that can be read. */
  @Nullable Instant instant() {
    return moment == null ? null : moment.atZone(CENTRE).toInstant();
  }

  /** The certificate the document carries, if it is one. */
  Optional<SatCertificate> certificate() {
    return certificate;
  }

  LocalDate day() {
    return moment == null ? UNDATED : moment.toLocalDate();
  }

  /** I, E, T, N or P. */
  String type() {
    return type;
  }

  /** Whether it is one of these types, given as letters. */
  boolean isAny(String types) {
    return type.length() == 1 && types.contains(type);
  }

  int decimals() {
    return catalogs.decimals(root.text("Moneda"));
  }

  List<Element> conceptos() {
    return conceptos;
  }

  /** Every element whose shape is known, with that shape. */
  List<Shape.Placed> placed() {
    return placed;
  }

  /** Every transferred tax of every line. */
  List<Element> traslados() {
    return traslados;
  }

  /** Every withheld tax of every line. */
  List<Element> retenciones() {
    return retenciones;
  }

  Optional<Element> emisor() {
    return root.child("Emisor");
  }

  Optional<Element> receptor() {
    return root.child("Receptor");
  }

  Optional<Element> impuestos() {
    return root.child("Impuestos");
  }

  List<Element> complementos(String namespace, String name) {
    var found = new ArrayList<Element>();
    for (var complemento : root.children("Complemento")) {
      found.addAll(complemento.children(namespace, name));
    }
    return found;
  }

  /** Every Pago of the payment complement. */
  List<Element> pagos() {
    return pagos;
  }

  /** Whether it is a payment's receipt, by its type or by what it carries. */
  boolean isPayment() {
    return payment;
  }

  boolean hasForeignTrade() {
    return foreignTrade;
  }

  boolean allows(Catalog catalog, String key) {
    return catalogs.allows(catalog, key, day());
  }

  /** Whether an attribute is there with a key the catalog does not have on the document's day. */
  boolean refuses(Catalog catalog, Element element, String attribute) {
    var key = element.get(attribute);
    return key != null && !allows(catalog, key);
  }

  static boolean isGeneric(String rfc) {
    return rfc.equals(GENERIC_NATIONAL) || rfc.equals(GENERIC_FOREIGN);
  }

  static boolean isMoment(String text) {
    return moment(text) != null;
  }

  static @Nullable LocalDateTime moment(String text) {
    if (!MOMENT.matcher(text).matches()) {
      return null;
    }
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return null; // the 31st of a short month
    }
  }

  /** A decimal as SAT's schema writes one; null if it is absent or no such number. */
  static @Nullable BigDecimal amount(Element element, String attribute) {
    var text = element.get(attribute);
    return text != null && Decimals.isAmount(text, MOST_DECIMALS) ? new BigDecimal(text) : null;
  }

  /** As {@link #amount}, zero when the attribute is absent; null if it is no number. */
  static @Nullable BigDecimal amountOrZero(Element element, String attribute) {
    return element.has(attribute) ? amount(element, attribute) : BigDecimal.ZERO;
  }

  /** The sum of an attribute over elements; null if one of them is absent or no number. */
  static @Nullable BigDecimal sum(List<Element> elements, String attribute) {
    var sum = BigDecimal.ZERO;
    for (var element : elements) {
      var amount = amount(element, attribute);
      if (amount == null) {
        return null;
      }
      sum = sum.add(amount);
    }
    return sum;
  }

  /** As {@link #sum}, where an element without the attribute adds nothing. */
  static @Nullable BigDecimal sumOfThose(List<Element> elements, String attribute) {
    return sum(elements.stream().filter(e -> e.has(attribute)).toList(), attribute);
  }
}
