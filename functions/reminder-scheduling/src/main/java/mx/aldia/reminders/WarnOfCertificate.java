package mx.aldia.reminders;

import java.time.Clock;
import java.time.Duration;
import mx.aldia.channels.Dispatch;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.letters.CertificateNotice;
import mx.aldia.letters.Language;
import mx.aldia.sending.Courier;
import mx.aldia.table.CertificateWarnings;
import mx.aldia.table.CertificateWarnings.Planned;
import mx.aldia.table.TenantStore;

/**
 * Tells a business, in time, that the certificate it seals with comes to its end: each warning
 * once, and once more only where a sender died without a word.
 */
final class WarnOfCertificate {
  /** Longer than this function may run, and shorter than its queue hides a command. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final TenantStore tenants;
  private final CertificateWarnings warnings;
  private final Courier courier;
  private final Clock wall;

  WarnOfCertificate(
      TenantStore tenants, CertificateWarnings warnings, Courier courier, Clock wall) {
    this.tenants = tenants;
    this.warnings = warnings;
    this.courier = courier;
    this.wall = wall;
  }

  /**
   * Gives the warning that is due, if one is.
   *
   * @throws IllegalStateException if it has to be tried again
   */
  void warn(TenantId tenant) {
    var open = tenants.open(tenant).orElseThrow();
    warnings
        .find(tenant)
        .filter(planned -> !planned.at().isAfter(open.time().now()))
        .ifPresent(planned -> warn(open, planned));
  }

  private void warn(TenantStore.Open open, Planned planned) {
    var now = wall.instant();
    var tenant = open.tenant().id();
    if (!warnings.take(planned, tenant, now, now.plus(LEASE))) {
      if (warnings.find(tenant).filter(planned::isSameAs).isPresent()) {
        throw new IllegalStateException("somebody is at the warning of " + tenant);
      }
      return;
    }
    switch (courier.notify(open.tenant(), open.time().now(), id(planned), notice(open, planned))) {
      case Dispatch.Accepted _ -> warnings.given(open.time(), planned);
      case Dispatch.Refused(_, var permanent) when permanent ->
          warnings.given(open.time(), planned);
      case Dispatch.Refused(var reason, _) -> {
        warnings.release(planned, tenant);
        throw new IllegalStateException("warning of %s: %s".formatted(tenant, reason));
      }
      case Dispatch.Unknown(var reason) ->
          throw new IllegalStateException("warning of %s: %s".formatted(tenant, reason));
    }
  }

  /** It could not be mailed: the event tells it all the same, and the next one is planned. */
  void giveUp(TenantId tenant) {
    var time = tenants.open(tenant).orElseThrow().time();
    warnings.find(tenant).ifPresent(planned -> warnings.given(time, planned));
  }

  private static String id(Planned planned) {
    return "csd_%s_%d".formatted(planned.csd().number(), planned.daysLeft());
  }

  private static CertificateNotice notice(TenantStore.Open open, Planned planned) {
    Tenant tenant = open.tenant();
    var csd = planned.csd();
    return new CertificateNotice(
        Language.of(tenant.locale()),
        tenant.name(),
        csd.number(),
        csd.rfc(),
        csd.validUntil().atZone(tenant.zone()).toLocalDate(),
        open.time().today());
  }
}
