package mx.aldia.cfdi.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element with its attributes and child elements, immutable. A CFDI says everything in
 * attributes; text between elements is not kept.
 *
 * <p>Two elements are equal only if they are the same object: a place in a document, not a value.
 */
public final class Element {
  /** Elements that may come several times: their place in an XPath is always said. */
  private static final Set<String> REPEATABLE =
      Set.of(
          "Concepto",
          "Traslado",
          "Retencion",
          "CfdiRelacionados",
          "CfdiRelacionado",
          "InformacionAduanera",
          "CuentaPredial",
          "Parte",
          "Pago",
          "DoctoRelacionado",
          "TrasladoDR",
          "RetencionDR",
          "TrasladoP",
          "RetencionP");

  private final String namespace;
  private final String prefix;
  private final String name;
  private final Map<String, String> attributes;
  private final List<Element> children;

  /** Nearly always; then no value has to be looked at again. */
  private final boolean collapsed;

  private Element(
      String namespace,
      String prefix,
      String name,
      Map<String, String> attributes,
      List<Element> children) {
    this.namespace = namespace;
    this.prefix = prefix;
    this.name = name;
    this.attributes = attributes;
    this.children = children;
    this.collapsed = attributes.values().stream().allMatch(WhiteSpace::isCollapsed);
  }

  /** Builds one element; attributes and children keep the order in which they are put. */
  public static final class Builder {
    private final String namespace;
    private final String prefix;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();

    private Builder(String namespace, String prefix, String name) {
      this.namespace = namespace;
      this.prefix = prefix;
      this.name = name;
    }

    public Builder with(String attribute, String value) {
      attributes.put(attribute, value);
      return this;
    }

    /** An attribute that is left out when there is nothing to say. */
    public Builder maybe(String attribute, @Nullable String value) {
      return value == null ? this : with(attribute, value);
    }

    public Builder child(Element child) {
      children.add(child);
      return this;
    }

    public Builder children(List<Element> more) {
      children.addAll(more);
      return this;
    }

    /** A child that is left out when it is null. */
    public Builder maybeChild(@Nullable Element child) {
      return child == null ? this : child(child);
    }

    public Element build() {
      return new Element(
          namespace,
          prefix,
          name,
          Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
          List.copyOf(children));
    }
  }

  public static Builder of(String namespace, String prefix, String name) {
    return new Builder(namespace, prefix, name);
  }

  /** An element of SAT's namespace for the comprobante itself. */
  public static Builder cfdi(String name) {
    return of(Namespaces.CFDI, "cfdi", name);
  }

  public String namespace() {
    return namespace;
  }

  public String prefix() {
    return prefix;
  }

  public String name() {
    return name;
  }

  /** By name as written, declarations and {@code xsi:} included, in document order. */
  public Map<String, String> attributes() {
    return attributes;
  }

  public List<Element> children() {
    return children;
  }

  /** The attribute as the XML parser gives it; null if it is not there. */
  public @Nullable String raw(String attribute) {
    return attributes.get(attribute);
  }

  /** The attribute with its white space collapsed as SAT's schema does; null if it is not there. */
  public @Nullable String get(String attribute) {
    var raw = attributes.get(attribute);
    return raw == null || collapsed ? raw : WhiteSpace.collapse(raw);
  }

  /** As {@link #get}, but the empty text when the attribute is not there. */
  public String text(String attribute) {
    var value = get(attribute);
    return value == null ? "" : value;
  }

  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  public boolean is(String otherNamespace, String otherName) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  /** The children of that name in this element's own namespace. */
  public List<Element> children(String childName) {
    return children(namespace, childName);
  }

  public List<Element> children(String childNamespace, String childName) {
    var found = new ArrayList<Element>();
    for (var child : children) {
      if (child.is(childNamespace, childName)) {
        found.add(child);
      }
    }
    return found;
  }

  public Optional<Element> child(String childName) {
    for (var child : children) {
      if (child.is(namespace, childName)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** Every element reached by these names one below the other, in this element's namespace. */
  public List<Element> all(String... names) {
    var found = new ArrayList<Element>();
    collect(names, 0, found);
    return found;
  }

  /** This element with one attribute replaced, or added at the end. */
  public Element with(String attribute, String value) {
    var changed = new LinkedHashMap<>(attributes);
    changed.put(attribute, value);
    return new Element(namespace, prefix, name, Collections.unmodifiableMap(changed), children);
  }

  /** This element without one attribute. */
  public Element without(String attribute) {
    var changed = new LinkedHashMap<>(attributes);
    changed.remove(attribute);
    return new Element(namespace, prefix, name, Collections.unmodifiableMap(changed), children);
  }

  /** This element with these attributes in this order, after all others (declarations). */
  public Element ordered(List<String> names) {
    var changed = new LinkedHashMap<>(attributes);
    for (var next : names) {
      var value = changed.remove(next);
      if (value != null) {
        changed.put(next, value);
      }
    }
    return new Element(namespace, prefix, name, Collections.unmodifiableMap(changed), children);
  }

  /** This element with other children. */
  public Element withChildren(List<Element> others) {
    return new Element(namespace, prefix, name, attributes, List.copyOf(others));
  }

  /**
   * Where an element below this one is, as an XPath from this one as the root: {@code
   * /cfdi:Comprobante/cfdi:Conceptos/cfdi:Concepto[2]}.
   *
   * @throws IllegalArgumentException if it is not in this tree
   */
  public String pathTo(Element descendant) {
    var path = find(descendant, "/" + qualifiedName());
    if (path == null) {
      throw new IllegalArgumentException(descendant.qualifiedName() + " is not in this document");
    }
    return path;
  }

  public String qualifiedName() {
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }

  @Override
  public String toString() {
    return "<" + qualifiedName() + ">";
  }

  private void collect(String[] names, int depth, List<Element> found) {
    if (depth == names.length) {
      found.add(this);
      return;
    }
    for (var child : children) {
      if (child.is(namespace, names[depth])) {
        child.collect(names, depth + 1, found);
      }
    }
  }

  private @Nullable String find(Element wanted, String here) {
    if (this == wanted) {
      return here;
    }
    for (var child : children) {
      var found = child.find(wanted, here + "/" + child.qualifiedName() + place(child));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private String place(Element child) {
    var siblings = children(child.namespace, child.name);
    return siblings.size() > 1 || REPEATABLE.contains(child.name)
        ? "[" + (siblings.indexOf(child) + 1) + "]"
        : "";
  }
}
