package mx.aldia.local.bench;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.testkit.table.LocalTable;

/** What the steps of an invoice's life cost in units as AWS bills them. */
final class LifeUnits {
  static final int MOST_WRITES = 130;
  static final int MOST_READS = 60;
  private static final String COMMAND = "./aldia bench units";

  private LifeUnits() {}

  static List<Row> measure() {
    var steps = Life.lived(LocalTable.create()).steps();
    var rows = new ArrayList<Row>();
    steps.forEach(
        (step, units) ->
            rows.add(
                Row.told(
                    "An invoice's life: " + step,
                    "%d W, %.1f R".formatted(units.writes(), units.reads()),
                    COMMAND)));
    var life = steps.values().stream().reduce(Units.NONE, Units::plus);
    rows.add(
        Row.most(
            "An invoice's life: write units",
            (double) life.writes(),
            life.writes() + " W",
            MOST_WRITES,
            "130 W",
            COMMAND));
    rows.add(
        Row.most(
            "An invoice's life: read units",
            life.reads(),
            "%.1f R".formatted(life.reads()),
            MOST_READS,
            "60 R",
            COMMAND));
    return rows;
  }
}
