package mx.aldia.cfdi.rules;

import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import mx.aldia.cfdi.rules.Shape.Child;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** What a PAC answers with 301: the document is not what SAT's schema allows. */
public enum StructureRule implements Rule {
  IT_IS_A_CFDI_4(
      "301",
      "Esto no es un CFDI 4.0: la raíz debe ser cfdi:Comprobante de http://www.sat.gob.mx/cfd/4.",
      "This is no CFDI 4.0: its root has to be cfdi:Comprobante of http://www.sat.gob.mx/cfd/4.",
      (cfdi, report) -> {
        if (!cfdi.root().is(Namespaces.CFDI, "Comprobante")) {
          report.element(cfdi.root(), cfdi.root().qualifiedName(), "cfdi:Comprobante");
        }
      }),
  REQUIRED_ATTRIBUTES_ARE_THERE(
      "301",
      "Falta un dato obligatorio; agrégalo.",
      "A required value is missing; add it.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) ->
                  shape
                      .attributes()
                      .forEach(
                          (name, attribute) -> {
                            if (attribute.required() && !element.has(name)) {
                              report.attribute(element, name, attribute.type().expected());
                            }
                          }))),
  VALUES_HAVE_THEIR_FORM(
      "301",
      "El valor {seen} no tiene la forma que pide SAT: {expected}.",
      "The value {seen} does not have the form SAT asks for: {expected}.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) ->
                  shape
                      .attributes()
                      .forEach(
                          (name, attribute) -> {
                            var value = element.get(name);
                            if (value != null && !attribute.type().fits().test(value)) {
                              report.attribute(element, name, attribute.type().expected());
                            }
                          }))),
  NO_OTHER_ATTRIBUTES(
      "301",
      "SAT no conoce este atributo aquí; quítalo o corrige su nombre.",
      "SAT does not know this attribute here; take it out or correct its name.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) ->
                  element.attributes().keySet().stream()
                      .filter(name -> !name.startsWith("xmlns") && name.indexOf(':') < 0)
                      .filter(name -> !shape.attributes().containsKey(name))
                      .forEach(name -> report.excess(element, name)))),
  REQUIRED_ELEMENTS_ARE_THERE(
      "301",
      "Falta un nodo obligatorio; agrégalo.",
      "A required element is missing; add it.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) ->
                  shape.children().stream()
                      .filter(child -> element.children(child.name()).size() < child.least())
                      .forEach(
                          child ->
                              report.missing(
                                  element, qualified(element, child.name()), child.name())))),
  NO_OTHER_ELEMENTS(
      "301",
      "SAT no espera este nodo aquí; quítalo.",
      "SAT does not expect this element here; take it out.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) -> {
                var counts = new LinkedHashMap<String, Integer>();
                for (var child : element.children()) {
                  var known = find(element, shape, child);
                  int count = counts.merge(child.name(), 1, Integer::sum);
                  if (known == null || count > known.most()) {
                    report.element(child, child.qualifiedName(), null);
                  }
                }
              })),
  ELEMENTS_ARE_IN_ORDER(
      "301",
      "Los nodos van en el orden de SAT: {expected}; aquí {seen} está fuera de lugar.",
      "The elements come in SAT's order: {expected}; here {seen} is out of place.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) -> {
                int reached = 0;
                for (var child : element.children()) {
                  var known = find(element, shape, child);
                  if (known != null) {
                    int place = shape.children().indexOf(known);
                    if (place < reached) {
                      report.element(child, child.qualifiedName(), order(shape));
                    }
                    reached = Math.max(reached, place);
                  }
                }
              })),
  PAYMENT_HAS_ITS_COMPLEMENT(
      "301",
      "Un comprobante de tipo P lleva el complemento de recepción de pagos 2.0; agrégalo.",
      "A document of type P carries the payment complement 2.0; add it.",
      (cfdi, report) -> {
        if (cfdi.type().equals("P") && cfdi.complementos(Namespaces.PAGO, "Pagos").isEmpty()) {
          report.missing(cfdi.root(), "cfdi:Complemento/pago20:Pagos", "pago20:Pagos");
        }
      });

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  StructureRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  /** Every element whose shape is known, with that shape. */
  private static void visit(Cfdi cfdi, BiConsumer<Element, Shape> see) {
    if (!cfdi.root().is(Namespaces.CFDI, "Comprobante")) {
      return;
    }
    visit(cfdi.root(), Shape.COMPROBANTE, see);
    for (var complemento : cfdi.root().children("Complemento")) {
      for (var child : complemento.children()) {
        var shape = Shape.ofComplement(child.namespace(), child.name());
        if (shape != null) {
          visit(child, shape, see);
        }
      }
    }
  }

  private static void visit(Element element, Shape shape, BiConsumer<Element, Shape> see) {
    see.accept(element, shape);
    for (var child : element.children()) {
      var known = find(element, shape, child);
      if (known != null && known.shape() != null) {
        visit(child, known.shape(), see);
      }
    }
  }

  private static @Nullable Child find(Element element, Shape shape, Element child) {
    if (!child.namespace().equals(element.namespace())) {
      return null;
    }
    for (var known : shape.children()) {
      if (known.name().equals(child.name())) {
        return known;
      }
    }
    return null;
  }

  private static String qualified(Element parent, String name) {
    return parent.prefix().isEmpty() ? name : parent.prefix() + ":" + name;
  }

  private static String order(Shape shape) {
    return String.join(", ", shape.children().stream().map(Child::name).toList());
  }
}
