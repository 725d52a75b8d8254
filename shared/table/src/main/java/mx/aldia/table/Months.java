package mx.aldia.table;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** The list index, month by month from the oldest: one partition never holds a tenant's all. */
final class Months {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

  private Months() {}

  /**
   * Entries of one type in the order of their instants.
   *
   * @param after a sort key to go on from: it begins with its instant, which names the month
   */
  static Stream<Table.IndexEntry> entries(
      Table table, TenantTime time, String type, Instant beginning, Optional<String> after) {
    var from =
        after
            .map(sort -> month(Instant.parse(sort.substring(0, sort.indexOf('#')))))
            .orElse(month(beginning));
    var last = month(time.now());
    return Stream.iterate(from, month -> !month.isAfter(last), month -> month.plusMonths(1))
        .flatMap(
            month ->
                table.index(
                    "byMonth",
                    Keys.month(time.tenant(), type, month.format(MONTH)),
                    month.equals(from) ? after : Optional.empty(),
                    Optional.empty()));
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
