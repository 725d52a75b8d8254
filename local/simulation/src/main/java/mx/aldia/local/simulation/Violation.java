package mx.aldia.local.simulation;

/** Something that must hold does not. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String invariant;

  Violation(String invariant, String how) {
    super(invariant + ": " + how);
    this.invariant = invariant;
  }

  /** What must hold, in words. */
  public String invariant() {
    return invariant;
  }
}
