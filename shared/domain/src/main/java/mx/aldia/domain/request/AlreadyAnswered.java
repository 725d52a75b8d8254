package mx.aldia.domain.request;

/**
 * A twin of this attempt was answered first: the effect's transaction was refused because the
 * REQUEST item of the same key is there. Nothing was written; the answer to give is the twin's.
 */
public final class AlreadyAnswered extends RuntimeException {
  public AlreadyAnswered() {
    super("a twin of this request was answered first");
  }
}
