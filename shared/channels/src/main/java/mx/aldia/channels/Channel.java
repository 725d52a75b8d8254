package mx.aldia.channels;

/**
 * One way to reach a customer.
 *
 * @param <M> what it carries: {@link Email}, {@link Sms}
 */
public interface Channel<M> {
  /**
   * Hands one message to the provider, once: no retry happens in here, because no provider knows an
   * idempotency token and a second call may be a second message. Whoever calls has taken the right
   * to send before (a conditional write), and decides from the answer what comes next.
   */
  Dispatch send(M message);
}
