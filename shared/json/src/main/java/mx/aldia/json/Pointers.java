package mx.aldia.json;

/** RFC 6901 pointers into a request. */
public final class Pointers {
  private Pointers() {}

  /** A member of an object. */
  public static String member(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** An element of a list. */
  public static String element(String parent, int index) {
    return parent + "/" + index;
  }

  /** A query, path or form parameter has no place in a JSON body: its bare name after {@code #}. */
  public static String parameter(String name) {
    return "#" + name;
  }

  /** The member a pointer ends in; a parameter's name. */
  public static String last(String pointer) {
    return pointer.substring(Math.max(pointer.lastIndexOf('/'), pointer.lastIndexOf('#')) + 1);
  }
}
