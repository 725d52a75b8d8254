package mx.aldia.local;

/** Why aldia does not start, in one sentence that whoever started it can act on. */
class CannotStart extends Exception {
  CannotStart(String sentence) {
    super(sentence);
  }

  /** Another process runs in the same home. */
  static final class RunsAlready extends CannotStart {
    RunsAlready(Home home) {
      super(
          "it runs already in %s; ./aldia down stops it, or ALDIA_HOME=other ALDIA_PORT=8421 starts a second one"
              .formatted(home.folder()));
    }
  }
}
