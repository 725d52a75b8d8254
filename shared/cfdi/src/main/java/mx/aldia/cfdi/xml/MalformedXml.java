package mx.aldia.cfdi.xml;

/** What was given is not a well-formed document that is safe to read; the message says why. */
public final class MalformedXml extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedXml(String message) {
    super(message);
  }

  public MalformedXml(String message, Throwable cause) {
    super(message, cause);
  }
}
