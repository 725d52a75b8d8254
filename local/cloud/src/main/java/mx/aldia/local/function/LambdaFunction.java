package mx.aldia.local.function;

import java.time.Instant;

/** A function, wherever it runs. */
interface LambdaFunction extends AutoCloseable {
  /** Makes it ready for its first event, as Lambda's init phase does. */
  void load() throws Exception;

  /**
   * Hands it an event and waits for its answer.
   *
   * @param deadline when Lambda would stop it
   */
  byte[] invoke(byte[] event, String requestId, Instant deadline) throws Exception;

  @Override
  default void close() {}
}
