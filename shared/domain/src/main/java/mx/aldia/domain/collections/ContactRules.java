package mx.aldia.domain.collections;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.domain.time.LaborHolidays;
import mx.aldia.domain.time.QuietDays;

/**
 * When one debtor may be reminded: within the hours of its own clock, Monday to Friday less the
 * holidays of LFT art. 74 and the quiet days, and Saturday mornings where the business chose so.
 *
 * @param zone where the debtor is; unknown means only what is open in every Mexican zone at once
 */
public record ContactRules(
    Optional<ZoneId> zone, ContactWindow window, boolean saturdays, QuietDays quiet) {
  /** Where a date of a debtor is judged whose zone nobody knows. */
  private static final ZoneId CENTRE = ZoneId.of("America/Mexico_City");

  /** The last and the first clock of the country: open in both is open in all between. */
  private static final List<ZoneId> EVERYWHERE =
      List.of(CENTRE, ZoneId.of("America/Tijuana"), ZoneId.of("America/Cancun"));

  /** Three hours lie between those clocks in winter, so shorter hours would never meet. */
  private static final Duration ENOUGH_TO_MEET = Duration.ofHours(4);

  /** Quiet days are bounded so that a year always has a contact day. */
  private static final int LONGEST_SEARCH = 400;

  /** The hours of one day, from the first instant that is open to the first that is not. */
  private record Hours(Instant opens, Instant closes) {
    boolean contain(Instant at) {
      return !at.isBefore(opens) && at.isBefore(closes);
    }
  }

  public static ContactRules of(ReminderPolicy policy, Optional<ZoneId> debtor, QuietDays quiet) {
    return new ContactRules(debtor, policy.window(), policy.saturdays(), quiet);
  }

  /** The debtor's date at that instant. */
  public LocalDate dateAt(Instant at) {
    return LocalDate.ofInstant(at, zone.orElse(CENTRE));
  }

  /** Whether the debtor's clock shows a lawful and decent hour, whatever the day. */
  public boolean isWithinHours(Instant at) {
    return hours(dateAt(at)).filter(hours -> hours.contain(at)).isPresent();
  }

  public boolean isContactDay(LocalDate date) {
    return date.getDayOfWeek() != SUNDAY
        && (saturdays || date.getDayOfWeek() != SATURDAY)
        && !LaborHolidays.isHoliday(date)
        && !quiet.contains(date)
        && hours(date).isPresent();
  }

  public boolean isOpen(Instant at) {
    return isContactDay(dateAt(at)) && isWithinHours(at);
  }

  /** The first instant at which the debtor may be reminded, {@code from} itself among them. */
  public Instant nextOpen(Instant from) {
    if (isOpen(from)) {
      return from;
    }
    var today = dateAt(from);
    var tomorrow = contactDayOnOrAfter(today.plusDays(1));
    return opens(today).filter(at -> at.isAfter(from)).orElseGet(() -> opening(tomorrow));
  }

  /** The first instant of a decent hour, whatever the day: for what is no reminder. */
  public Instant nextWithinHours(Instant from) {
    if (isWithinHours(from)) {
      return from;
    }
    var today = dateAt(from);
    return IntStream.range(0, LONGEST_SEARCH)
        .mapToObj(days -> hours(today.plusDays(days)).map(Hours::opens))
        .flatMap(Optional::stream)
        .filter(at -> at.isAfter(from))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no hour within a year of " + from));
  }

  /** The first instant of a contact day's hours. */
  public Instant opening(LocalDate contactDay) {
    return opens(contactDay)
        .orElseThrow(() -> new IllegalArgumentException("no contact day: " + contactDay));
  }

  /** Whether that date's hours, if it has any, are over. */
  public boolean isOver(LocalDate date, Instant at) {
    return hours(date).filter(hours -> at.isBefore(hours.closes())).isEmpty();
  }

  /** That date if it is a contact day, else the next one. */
  public LocalDate contactDayOnOrAfter(LocalDate date) {
    return search(date, 1);
  }

  /** That date if it is a contact day, else the one before. */
  public LocalDate contactDayOnOrBefore(LocalDate date) {
    return search(date, -1);
  }

  private LocalDate search(LocalDate date, int direction) {
    for (int days = 0; days < LONGEST_SEARCH; days++) {
      var candidate = date.plusDays((long) days * direction);
      if (isContactDay(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no contact day within a year of " + date + ": " + this);
  }

  private Optional<Instant> opens(LocalDate date) {
    return isContactDay(date) ? hours(date).map(Hours::opens) : Optional.empty();
  }

  /** Empty when the window and that weekday's hours leave nothing, or the date never was. */
  private Optional<Hours> hours(LocalDate date) {
    var base = zone.isPresent() ? window : window.atLeast(ENOUGH_TO_MEET);
    var saturday = date.getDayOfWeek() == SATURDAY;
    var from = saturday ? later(base.from(), ContactWindow.SATURDAY.from()) : base.from();
    var to = saturday ? earlier(base.to(), ContactWindow.SATURDAY.to()) : base.to();
    var opens = Instant.MIN;
    var closes = Instant.MAX;
    for (var here : zone.map(List::of).orElse(EVERYWHERE)) {
      opens = later(opens, date.atTime(from).atZone(here).toInstant());
      closes = earlier(closes, date.atTime(to).atZone(here).toInstant());
    }
    var exists = opens.isBefore(closes) && dateAt(opens).equals(date);
    return exists ? Optional.of(new Hours(opens, closes)) : Optional.empty();
  }

  private static <T extends Comparable<? super T>> T later(T one, T other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static <T extends Comparable<? super T>> T earlier(T one, T other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
