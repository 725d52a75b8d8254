package mx.aldia.local.aws;

/** An error as AWS answers it; the SDK makes an exception of its type. */
public final class AwsError extends Exception {
  private final String type;
  private final int status;

  public AwsError(String type, String message) {
    this(400, type, message);
  }

  public AwsError(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public String type() {
    return type;
  }

  public int status() {
    return status;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
