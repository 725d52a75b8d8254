package mx.aldia.table;

/** Where the reminders of an invoice stand. */
public enum LadderState {
  /** The next step waits for its instant. */
  SCHEDULED,
  /** Somebody has the one right to send the step, until the lease runs out. */
  SENDING,
  /** Stopped by the tenant; goes on when resumed. */
  PAUSED,
  /** No step is left. */
  DONE,
  /** Paid, void or given up: no reminder begins any more. */
  SETTLED
}
