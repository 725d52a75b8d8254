package mx.aldia.edge;

/**
 * Tells a sandbox's clock that one consumer is done with one event; told twice it counts once.
 * Asked only for events that a clock waits for: those of a sandbox whose clock was set.
 */
@FunctionalInterface
public interface Acknowledge {
  /** Nobody waits for this consumer. */
  Acknowledge NOBODY = (_, _) -> {};

  /**
   * The effect of the event is complete.
   *
   * @param consumer as {@code template.yaml} names it
   */
  void done(String consumer, Envelope event);
}
