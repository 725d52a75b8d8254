package mx.aldia.tenants;

import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Clabe;
import mx.aldia.domain.tenant.RepTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Fields;
import mx.aldia.table.PolicyStore;

/** A tenant as a caller tells it, every fault at once. */
final class TenantReader {
  private static final ZoneId USUAL_ZONE = ZoneId.of("America/Mexico_City");
  private static final String USUAL_LOCALE = "es-MX";

  private final PolicyStore policies;

  TenantReader(PolicyStore policies) {
    this.policies = policies;
  }

  /**
   * Reads a new tenant.
   *
   * @param base what no caller can say: id, first policy, creation
   */
  Tenant read(Fields fields, Tenant base) {
    return read(fields, base, base.defaultPolicy(), 1);
  }

  /** Reads what a tenant is to become; whether it is a sandbox is for ever. */
  Tenant reread(Fields fields, Tenant was) {
    var policy = policy(fields, was);
    var next = read(fields, was, policy, was.version() + 1);
    if (next.mode() != was.mode()) {
      fields.refuse("mode", "cannot_be_changed");
    }
    return next;
  }

  private PolicyId policy(Fields fields, Tenant was) {
    var id = fields.id("reminder_policy").required();
    var policy = new PolicyId(was.id(), id);
    if (!policy.equals(was.defaultPolicy()) && !id.isEmpty() && policies.find(policy).isEmpty()) {
      fields.refuse("reminder_policy", "no_such_policy");
    }
    return policy;
  }

  private static Tenant read(Fields fields, Tenant base, PolicyId policy, long version) {
    return new Tenant(
        base.id(),
        fields.text("name").max(300).required(),
        fields.text("legal_name").max(300).optional(),
        fields.text("rfc").max(13).matching(TaxWords.RFC, "not_an_rfc").optional(),
        fields.choice("tax_regime", TaxWords.REGIMES).optional(),
        fields.text("postal_code").matching(TaxWords.POSTAL_CODE, "not_a_postal_code").optional(),
        fields.zone("time_zone").orElse(USUAL_ZONE),
        fields.choice("locale", Tenant.LOCALES).orElse(USUAL_LOCALE),
        fields.choice("mode", Tenant.Mode.class).orElse(Tenant.Mode.TEST),
        fields.choice("cfdi", Tenant.Cfdi.class).orElse(Tenant.Cfdi.OFF),
        support(fields),
        paymentDetails(fields),
        fields.choice("cfdi_timing", CfdiTiming.class).orElse(CfdiTiming.ON_ISSUE),
        fields.choice("rep_timing", RepTiming.class).orElse(RepTiming.IMMEDIATE),
        policy,
        base.createdAt(),
        version);
  }

  private static Optional<Tenant.SupportContact> support(Fields fields) {
    var given = fields.object("support_contact").optional();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var email = given.get().email("email").optional();
    var phone = given.get().phone("phone").optional();
    if (email.isEmpty() && phone.isEmpty()) {
      fields.refuse("support_contact", "email_or_phone");
      return Optional.empty();
    }
    return Optional.of(new Tenant.SupportContact(email, phone));
  }

  private static Optional<Tenant.PaymentDetails> paymentDetails(Fields fields) {
    return fields
        .object("payment_details")
        .optional()
        .map(
            given ->
                new Tenant.PaymentDetails(
                    given.text("bank").max(100).optional(),
                    given.text("clabe").max(18).as(Clabe::read, "not_a_clabe", "").optional(),
                    given.text("beneficiary").max(300).optional(),
                    given.text("note").max(500).multiline().optional()))
        .filter(TenantReader::saysAnything);
  }

  private static boolean saysAnything(Tenant.PaymentDetails details) {
    return Stream.of(details.bank(), details.clabe(), details.beneficiary(), details.note())
        .anyMatch(Optional::isPresent);
  }
}
