package mx.aldia.payments;

/** What became of a provider's notification. */
sealed interface Judgement {
  /** In snake_case, for who looks at it. */
  String note();

  /** Done; or there was nothing to do. */
  record Applied(String note) implements Judgement {}

  /** A person has to look at it. */
  record Parked(String note) implements Judgement {}

  /**
   * As parked, until we are told of the money it speaks of.
   *
   * @param money the provider's id of it
   */
  record Waiting(String note, String money) implements Judgement {}
}
