package mx.aldia.tenants;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;

/** What a caller does with the clock of a sandbox: reads it, sets it, sends it on its way. */
final class MoveClock {
  /** After so long without a sign of life the sweep sends somebody to take an advance up again. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private static final int TRIES = 3;

  private final ClockStore clocks;
  private final Answers answers;
  private final Consumer<TenantId> begin;
  private final Clock wall;

  /**
   * The clocks of these sandboxes.
   *
   * @param begin sends somebody to do the advance; where it fails the sweep sends another
   */
  MoveClock(ClockStore clocks, Answers answers, Consumer<TenantId> begin, Clock wall) {
    this.clocks = clocks;
    this.answers = answers;
    this.begin = begin;
    this.wall = wall;
  }

  /**
   * Where a clock stands.
   *
   * @param target where it is going; empty when it stands still
   */
  record Standing(Instant now, Optional<Instant> target) {}

  /** A clock that was never set shows the time of the world. */
  Outcome<Standing> read(TenantId tenant) {
    return find(tenant).map(it -> new Standing(it.now().orElseGet(this::wallNow), it.target()));
  }

  /** Sets the clock to any instant, as long as there is no invoice that it would confuse. */
  Outcome<Instant> set(TenantId tenant, Instant now, Attempt<Instant> attempt) {
    return find(tenant)
        .then(
            _ ->
                clocks.set(tenant, now, answers, attempt)
                    ? Outcome.done(now)
                    : find(tenant).then(MoveClock::refused));
  }

  private static Outcome<Instant> refused(ClockStore.SandboxClock clock) {
    return Outcome.refused(
        clock.used() ? Problem.Conflict.of("clock_in_use") : advancing(clock.target()));
  }

  /** Begins an advance and says where it begins. */
  Outcome<Instant> advance(TenantId tenant, Instant to, Attempt<Instant> attempt) {
    for (int attemptNumber = 1; attemptNumber <= TRIES; attemptNumber++) {
      var judged = find(tenant).then(clock -> judge(clock, to));
      if (!(judged instanceof Outcome.Done<Instant>(var now))) {
        return judged;
      }
      var resumeAt = wall.instant().plus(SILENCE);
      if (clocks.advance(tenant, now, to, resumeAt, answers, attempt)) {
        begin.accept(tenant);
        return judged;
      }
    }
    throw new IllegalStateException("still contended: the clock of " + tenant.value());
  }

  private static Outcome<Instant> judge(ClockStore.SandboxClock clock, Instant to) {
    if (clock.now().isEmpty()) {
      return Outcome.refused(Problem.Conflict.of("clock_not_set"));
    }
    var now = clock.now().get();
    if (clock.isAdvancing()) {
      return Outcome.refused(advancing(clock.target()));
    }
    return to.isBefore(now)
        ? Outcome.refused(Problem.Conflict.of("clock_never_goes_back", now))
        : Outcome.done(now);
  }

  private static Problem advancing(Optional<Instant> target) {
    return Problem.Conflict.of("clock_advancing", target.map(Instant::toString).orElse(""));
  }

  private Outcome<ClockStore.SandboxClock> find(TenantId tenant) {
    return clocks
        .find(tenant)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("test_clock")));
  }

  private Instant wallNow() {
    return wall.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
