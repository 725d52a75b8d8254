package mx.aldia.domain.collections;

/** How a reminder is said; within one invoice a tone never goes back down the order. */
public enum Tone {
  FRIENDLY,
  FIRM,
  FORMAL,
  FINAL
}
