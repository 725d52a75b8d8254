package mx.aldia.local.simulation;

/**
 * The end of a process. It unwinds the process's thread, in which nothing can happen any more: each
 * call out of a dead process ends here again, those of a {@code finally} among them.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("the process is dead", null, false, false);
  }
}
