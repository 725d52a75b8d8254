package mx.aldia.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

/** What an invoice's life costs is known to the unit, so that it cannot grow unseen. */
final class LifeTest {
  @Test
  void the_life_of_an_invoice_is_within_its_budget() {
    var steps = Life.lived(LocalTable.create()).steps();
    var life = steps.values().stream().reduce(Units.NONE, Units::plus);

    var told = new LinkedHashMap<String, String>();
    steps.forEach((step, units) -> told.put(step, units.writes() + " W " + units.reads() + " R"));
    assertThat(told.toString())
        .as("docs/access-patterns.md says these")
        .isEqualTo(
            "{issue=23 W 4.0 R, write the sheet=4 W 6.0 R, deliver=8 W 7.0 R,"
                + " reminder 1=19 W 7.0 R, reminder 2=19 W 7.0 R, overdue=8 W 2.0 R,"
                + " reminder 3=19 W 7.0 R, pay=19 W 2.0 R, thank=8 W 9.0 R}");
    assertThat(life.writes()).isLessThanOrEqualTo(LifeUnits.MOST_WRITES);
    assertThat(life.reads()).isLessThanOrEqualTo(LifeUnits.MOST_READS);
  }
}
