package mx.aldia.tenants;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.CsdStore;
import mx.aldia.table.TenantStore;

/** Takes a tenant's certificate into custody; its key goes in and never comes out. */
final class KeepCertificate {
  private final TenantStore tenants;
  private final CsdStore certificates;
  private final Clock wall;

  KeepCertificate(TenantStore tenants, CsdStore certificates, Clock wall) {
    this.tenants = tenants;
    this.certificates = certificates;
    this.wall = wall;
  }

  /** The tenant of a key that was just recognised. */
  TenantStore.Open tenant(TenantId id) {
    return tenants.open(id).orElseThrow();
  }

  /** Makes it the tenant's certificate; the same one brought again stays what it is. */
  Csd keep(TenantStore.Open open, CertificateReader.Brought brought) {
    var certificate = brought.certificate();
    var csd =
        new Csd(
            certificate.der(),
            certificate.number(),
            certificate.rfc(),
            certificate.validFrom(),
            certificate.validUntil(),
            false,
            wall.instant().truncatedTo(ChronoUnit.MILLIS));
    var key = brought.key().getEncoded();
    try {
      return certificates.exchange(open.time(), new CsdStore.Opened(csd, key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  Outcome<Csd> find(TenantId tenant) {
    Optional<Outcome<Csd>> found = certificates.find(tenant).map(Outcome::done);
    return found.orElseGet(() -> Outcome.refused(new Problem.NotFound("certificate")));
  }
}
