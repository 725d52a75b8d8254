package mx.aldia.local.simulation.table;

/**
 * Something was asked of the table of which nobody knows what DynamoDB would say. An error, for
 * nobody shall catch it and go on: try it on DynamoDB Local, then teach it to the table.
 */
public final class Untried extends Error {
  private static final long serialVersionUID = 1;

  Untried(String what) {
    super(what);
  }
}
