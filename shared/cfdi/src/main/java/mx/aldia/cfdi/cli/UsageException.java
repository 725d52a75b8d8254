package mx.aldia.cfdi.cli;

/** The command line was not understood; the message says what is missing. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
