package mx.aldia.cfdi.rules;

import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import mx.aldia.cfdi.rules.Shape.Child;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;

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
      (cfdi, report) -> visit(cfdi, (element, shape) -> forms(element, shape, report))),
  NO_OTHER_ATTRIBUTES(
      "301",
      "SAT no conoce este atributo aquí; quítalo o corrige su nombre.",
      "SAT does not know this attribute here; take it out or correct its name.",
      (cfdi, report) -> visit(cfdi, (element, shape) -> strangers(element, shape, report))),
  REQUIRED_ELEMENTS_ARE_THERE(
      "301",
      "Falta un nodo obligatorio; agrégalo.",
      "A required element is missing; add it.",
      (cfdi, report) ->
          visit(
              cfdi,
              (element, shape) ->
                  shape.children().stream()
                      .filter(child -> child.least() > 0)
                      .filter(child -> element.child(child.name()).isEmpty())
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
                  var known = shape.find(element, child);
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
                  var known = shape.find(element, child);
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

  private static void visit(Cfdi cfdi, BiConsumer<Element, Shape> see) {
    for (var placed : cfdi.placed()) {
      see.accept(placed.element(), placed.shape());
    }
  }

  private static void strangers(Element element, Shape shape, Report report) {
    for (var name : element.attributes().keySet()) {
      if (!shape.attributes().containsKey(name)
          && !name.startsWith("xmlns")
          && name.indexOf(':') < 0) {
        report.excess(element, name);
      }
    }
  }

  private static void forms(Element element, Shape shape, Report report) {
    shape
        .attributes()
        .forEach(
            (name, attribute) -> {
              var type = attribute.type();
              var value = element.get(name);
              if (value != null && !type.fits().test(value)) {
                report.attribute(element, name, type.expected());
              }
            });
  }

  private static String qualified(Element parent, String name) {
    return parent.prefix().isEmpty() ? name : parent.prefix() + ":" + name;
  }

  private static String order(Shape shape) {
    return String.join(", ", shape.children().stream().map(Child::name).toList());
  }
}
