package mx.aldia.table;

import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tax.CsdWarning;

/** When a tenant is told that what it seals with comes to its end. */
public final class CertificateWarnings {
  private CertificateWarnings() {}

  /** Plans the next warning from now on, or that there is none left to give. */
  static Transaction plan(Transaction transaction, TenantTime time, Csd csd) {
    var key = Keys.certificateDue(time.tenant());
    var next = CsdWarning.after(time.now(), csd.validUntil(), time.clock().getZone());
    var at = next.map(CsdWarning::at);
    var entry = Item.at(key).text("number", csd.number()).instant("at", at);
    next.ifPresent(it -> entry.number("daysLeft", it.daysLeft()));
    transaction.put("warning", DueIndex.due(entry, key, time.movable(), at));
    DueIndex.point(transaction, time.tenant(), key, time.movable(), at);
    return transaction;
  }
}
