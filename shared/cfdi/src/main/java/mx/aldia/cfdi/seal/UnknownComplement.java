package mx.aldia.cfdi.seal;

/** A complement this project does not know how to put into a cadena original. */
public final class UnknownComplement extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownComplement(String name, String namespace) {
    super("complement " + name + " (" + namespace + ") is not known: no cadena original");
  }
}
