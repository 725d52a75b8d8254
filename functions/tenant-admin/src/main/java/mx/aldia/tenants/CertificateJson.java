package mx.aldia.tenants;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.domain.tax.Csd;
import mx.aldia.edge.JsonObject;
import mx.aldia.table.TenantTime;

/** A certificate as callers read it: nothing that seals. */
final class CertificateJson {
  private CertificateJson() {}

  static JsonObject of(Csd csd, TenantTime time) {
    var certificate = SatCertificate.read(csd.cer());
    var lastDay = csd.validUntil().atZone(time.clock().getZone()).toLocalDate();
    return new JsonObject()
        .text("number", csd.number())
        .text("rfc", csd.rfc())
        .text("name", certificate.name())
        .text("kind", certificate.kind().name().toLowerCase(Locale.ROOT))
        .instant("valid_from", csd.validFrom())
        .instant("valid_to", csd.validUntil())
        .integer("days_left", Math.max(0, time.today().until(lastDay, ChronoUnit.DAYS)))
        .bool("self_made", csd.selfMade())
        .instant("uploaded_at", csd.storedAt());
  }
}
