package mx.aldia.local.simulation;

/** What a cloud does to a call, or with a message. */
public enum Fault {
  /** The function's process ends before the call, or after it and before its answer. */
  CRASH("the process dies"),
  /** It stands still for so long that leases end, or until its time is over and it is killed. */
  STALL("the process stands still"),
  /** Another transaction is at the item: nothing is written. */
  CONFLICT("another transaction is in the way"),
  /** Too fast, and the SDK's own retries did not help: nothing is done. */
  THROTTLE("the table is throttled"),
  /** It was done, and whoever asked for it is told of a broken connection. */
  LOST_ANSWER("it is done, but the answer is lost"),
  /** The answer was lost, and the SDK asked for the same again by itself. */
  ASKED_TWICE("the answer is lost, and the SDK asks again"),
  /** An index shows a change late. */
  INDEX_LAG("the index is late"),
  /** A message comes long after it was sent, and after others that were sent later. */
  DELAY("it is late"),
  /** A message comes twice. */
  DUPLICATE("it comes twice"),
  /** The bus takes some of a request's events only. */
  BUS_REFUSES("the bus does not take it"),
  /** The queue takes some of a request's messages only. */
  QUEUE_REFUSES("the queue does not take it"),
  /** The provider takes the message, and no answer comes. */
  MAIL_TIMES_OUT("the provider takes it and does not answer"),
  /** The provider's error leaves open whether the message went; it did not. */
  MAIL_FAILS("the provider fails"),
  /** The provider takes no message now. */
  MAIL_REFUSES("the provider takes nothing now"),
  /** The provider takes this message never. */
  MAIL_BOUNCES("the provider refuses it for good"),
  /** For hours nobody looks for what is due. */
  NO_TICKS("the schedule does not tick");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
