package mx.aldia.given;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock of a test: it moves when it is told to. */
public final class WallClock extends Clock {
  private volatile Instant now;

  public WallClock(Instant begins) {
    this.now = begins;
  }

  public synchronized void passes(Duration time) {
    now = now.plus(time);
  }

  /** It is that moment now. */
  public synchronized void shows(Instant moment) {
    now = moment;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    var wall = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return wall.withZone(other);
      }

      @Override
      public Instant instant() {
        return wall.instant();
      }
    };
  }
}
