package mx.aldia.domain.tax;

/** What SAT says of a document when it is asked. It decides; we only tell. */
public sealed interface SatState {
  /** It stands. */
  record Valid(Cancelable cancelable, Stage stage) implements SatState {}

  /** It is cancelled. */
  record Cancelled(How how) implements SatState {}

  /**
   * SAT does not know it, or was asked with another total or RFC: a new stamp takes some minutes to
   * reach it.
   *
   * @param code {@code 601} the question is malformed, {@code 602} no such document
   */
  record Missing(String code) implements SatState {}

  /** Nobody knows: SAT does not answer, or nothing that says. */
  record Unknown(String why) implements SatState {}

  /** What a cancellation of it would need. */
  enum Cancelable {
    WITHOUT_ACCEPTANCE,
    WITH_ACCEPTANCE,
    /** Another document that stands is tied to it. */
    NO,
    UNSAID
  }

  /** How far a cancellation has come. */
  enum Stage {
    NONE,
    /** The customer is being waited for. */
    IN_PROCESS,
    /** The customer has said no. */
    REFUSED
  }

  /** By whose leave it was cancelled. */
  enum How {
    WITHOUT_ACCEPTANCE,
    WITH_ACCEPTANCE,
    /** The customer said nothing in time, which is a yes. */
    SILENCE,
    UNSAID
  }
}
