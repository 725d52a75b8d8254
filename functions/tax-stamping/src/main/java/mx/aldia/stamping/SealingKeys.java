package mx.aldia.stamping;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import mx.aldia.cfdi.pac.SandboxPac;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.CsdStore;
import mx.aldia.table.TenantStore;

/**
 * What documents are sealed with: the tenant's own certificate. A sandbox that has brought none
 * gets one that nobody has signed, made once; so has the sandboxes' certifier.
 */
final class SealingKeys {
  /** A sandbox's clock may stand in any year that CFDI 4.0 has seen or will see. */
  private static final Instant FROM = Instant.parse("2017-01-01T00:00:00Z");

  private static final Instant UNTIL = Instant.parse("2049-01-01T00:00:00Z");
  private static final String AUTHORITY = "3000100000";
  private static final int SERIAL_DIGITS = 1_000_000_000;

  private final CsdStore csds;
  private final Clock wall;

  SealingKeys(CsdStore csds, Clock wall) {
    this.csds = csds;
    this.wall = wall;
  }

  /** Empty for a live tenant that has not brought its certificate yet. */
  Optional<SealingKey> of(Tenant tenant) {
    var stored = csds.open(tenant.id());
    var rfc = tenant.rfc().orElse("");
    if (stored.filter(it -> !it.csd().selfMade() || it.csd().rfc().equals(rfc)).isPresent()) {
      return stored.map(SealingKeys::opened);
    }
    if (!tenant.isSandbox()) {
      return Optional.empty();
    }
    var made = made(rfc, tenant.legalName().orElse(tenant.name()));
    if (stored.isPresent()) {
      csds.save(tenant.id(), made);
      return Optional.of(opened(made));
    }
    return Optional.of(opened(csds.saveFirst(tenant.id(), made)));
  }

  /** The one the sandboxes' certifier stamps with: it is the deployment's. */
  SealingKey ofSandboxPac() {
    TenantId operator = TenantStore.OPERATOR;
    return opened(
        csds.open(operator)
            .orElseGet(
                () -> csds.saveFirst(operator, made(SandboxPac.RFC, "CERTIFICADOR DE PRUEBAS"))));
  }

  private CsdStore.Opened made(String rfc, String name) {
    var number = AUTHORITY + "0" + "%09d".formatted(new SecureRandom().nextInt(SERIAL_DIGITS));
    var wanted =
        new SelfMadeCertificate.Wanted(SatCertificate.Kind.CSD, number, rfc, name, FROM, UNTIL);
    var made = SelfMadeCertificate.make(wanted);
    var csd = new Csd(made.cer(), number, rfc, FROM, UNTIL, true, wall.instant());
    return new CsdStore.Opened(csd, made.pkcs8());
  }

  private static SealingKey opened(CsdStore.Opened stored) {
    try {
      var key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(stored.pkcs8()));
      return SealingKey.of(SatCertificate.read(stored.csd().cer()), (RSAPrivateKey) key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was stored cannot be read: " + stored, e);
    }
  }
}
