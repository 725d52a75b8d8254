package mx.aldia.domain.tax;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Says that a certificate seals only so many days more.
 *
 * @param at nine in the morning where the tenant is: when somebody is there to act on it
 */
public record CsdWarning(int daysLeft, Instant at) {
  private static final List<Integer> DAYS = List.of(60, 30, 7);
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  /** The first warning still ahead; what is past at that moment is not made up for. */
  public static Optional<CsdWarning> after(Instant moment, Instant validUntil, ZoneId zone) {
    return all(validUntil, zone).stream().filter(it -> it.at().isAfter(moment)).findFirst();
  }

  /** The how-manieth warning that one is, from 1. */
  public static int nth(int daysLeft) {
    return DAYS.indexOf(daysLeft) + 1;
  }

  private static List<CsdWarning> all(Instant validUntil, ZoneId zone) {
    var lastDay = validUntil.atZone(zone).toLocalDate();
    return DAYS.stream()
        .map(
            days ->
                new CsdWarning(
                    days, lastDay.minusDays(days).atTime(MORNING).atZone(zone).toInstant()))
        .toList();
  }
}
