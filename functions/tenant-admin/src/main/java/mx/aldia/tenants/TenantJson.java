package mx.aldia.tenants;

import java.util.Locale;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.JsonObject;

/** A tenant as callers read it. */
final class TenantJson {
  private TenantJson() {}

  static JsonObject of(Tenant tenant) {
    var json = new JsonObject().text("id", tenant.id().value());
    json.node().setAll(said(tenant).node());
    return json.instant("created_at", tenant.createdAt()).integer("version", tenant.version());
  }

  /** What a caller can say of it. */
  static JsonObject said(Tenant tenant) {
    return new JsonObject()
        .text("name", tenant.name())
        .text("legal_name", tenant.legalName())
        .text("rfc", tenant.rfc())
        .text("tax_regime", tenant.taxRegime())
        .text("postal_code", tenant.postalCode())
        .text("time_zone", tenant.zone().getId())
        .text("locale", tenant.locale())
        .text("mode", tenant.mode().name().toLowerCase(Locale.ROOT))
        .text("cfdi", tenant.cfdi().name().toLowerCase(Locale.ROOT))
        .text("cfdi_timing", tenant.cfdiTiming().name().toLowerCase(Locale.ROOT))
        .text("rep_timing", tenant.repTiming().name().toLowerCase(Locale.ROOT))
        .object("support_contact", tenant.support().map(TenantJson::support))
        .object("payment_details", tenant.paymentDetails().map(TenantJson::details))
        .text("reminder_policy", tenant.defaultPolicy().value());
  }

  private static JsonObject support(Tenant.SupportContact contact) {
    return new JsonObject().text("email", contact.email()).text("phone", contact.phone());
  }

  private static JsonObject details(Tenant.PaymentDetails details) {
    return new JsonObject()
        .text("bank", details.bank())
        .text("clabe", details.clabe())
        .text("beneficiary", details.beneficiary())
        .text("note", details.note());
  }
}
