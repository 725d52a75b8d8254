package mx.aldia.edge;

/** RFC 6901 pointers into a request. */
final class Pointers {
  private Pointers() {}

  static String member(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  static String element(String parent, int index) {
    return parent + "/" + index;
  }

  /** A query, path or form parameter has no place in a JSON body: its bare name after {@code #}. */
  static String parameter(String name) {
    return "#" + name;
  }

  /** The member a pointer ends in; a parameter's name. */
  static String last(String pointer) {
    return pointer.substring(Math.max(pointer.lastIndexOf('/'), pointer.lastIndexOf('#')) + 1);
  }
}
