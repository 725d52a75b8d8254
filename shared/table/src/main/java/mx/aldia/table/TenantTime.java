package mx.aldia.table;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import mx.aldia.domain.tenant.TenantId;

/**
 * A tenant's time: what a person would date is dated by it.
 *
 * @param clock in the tenant's zone; stands still between advances for a sandbox whose clock was
 *     set
 * @param sandbox whether the clock could be set
 * @param movable whether the tenant's clock was set, so that events and due entries are accounted
 *     for its advance
 * @param wall the world's: what happens while the tenant's stands still is told in its order
 */
public record TenantTime(
    TenantId tenant, Clock clock, boolean sandbox, boolean movable, Clock wall) {
  public Instant now() {
    return clock.instant();
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }
}
