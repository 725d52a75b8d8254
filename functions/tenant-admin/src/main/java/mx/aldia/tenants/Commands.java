package mx.aldia.tenants;

import java.util.List;
import mx.aldia.table.ClockStore.Due;

/** Where what fell due is told to whoever does it. */
interface Commands {
  /** Asks for each to be dealt with; one that is lost is asked for again later. */
  void send(List<Due> due);
}
