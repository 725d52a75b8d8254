package mx.aldia.domain.tenant;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;

/**
 * A business that invoices and is owed.
 *
 * @param name the trade name its customers know
 * @param legalName as in the Constancia de Situación Fiscal, without régimen de capital
 * @param zone where "today" and every due date of this business are judged
 * @param locale {@code es-MX} or {@code en}: the language of its documents unless a customer's own
 *     says otherwise
 * @param paymentDetails where its customers send transfers
 * @param cfdiTiming when its invoices become CFDI, unless a customer's or an invoice's own says
 * @param repTiming when payments' complements are stamped
 * @param defaultPolicy how it reminds where an invoice names no other policy
 * @param createdAt on the wall clock
 */
public record Tenant(
    TenantId id,
    String name,
    Optional<String> legalName,
    Optional<String> rfc,
    Optional<String> taxRegime,
    Optional<String> postalCode,
    ZoneId zone,
    String locale,
    Mode mode,
    Cfdi cfdi,
    Optional<SupportContact> support,
    Optional<PaymentDetails> paymentDetails,
    CfdiTiming cfdiTiming,
    RepTiming repTiming,
    PolicyId defaultPolicy,
    Instant createdAt,
    long version) {
  /** The languages that documents and messages are written in. */
  public static final List<String> LOCALES = List.of("es-MX", "en");

  /** Whether anything leaves: a {@code TEST} tenant is a sandbox. */
  public enum Mode {
    TEST,
    LIVE
  }

  /** Whether its invoices become CFDI. */
  public enum Cfdi {
    OFF,
    OPTIONAL,
    REQUIRED
  }

  /** Whom a customer asks; at least one of both is present. Without it nothing is sent (R39). */
  public record SupportContact(Optional<String> email, Optional<String> phone) {
    public SupportContact {
      if (email.isEmpty() && phone.isEmpty()) {
        throw new IllegalArgumentException("a support contact needs an e-mail or a phone");
      }
    }
  }

  /**
   * How to pay without a gateway.
   *
   * @param clabe 18 digits with a right check digit
   * @param note shown as written: opening hours for cash, what to put as reference
   */
  public record PaymentDetails(
      Optional<String> bank,
      Optional<String> clabe,
      Optional<String> beneficiary,
      Optional<String> note) {}

  /** One that has its documents stamped at once. */
  public Tenant(
      TenantId id,
      String name,
      Optional<String> legalName,
      Optional<String> rfc,
      Optional<String> taxRegime,
      Optional<String> postalCode,
      ZoneId zone,
      String locale,
      Mode mode,
      Cfdi cfdi,
      Optional<SupportContact> support,
      Optional<PaymentDetails> paymentDetails,
      PolicyId defaultPolicy,
      Instant createdAt,
      long version) {
    this(
        id,
        name,
        legalName,
        rfc,
        taxRegime,
        postalCode,
        zone,
        locale,
        mode,
        cfdi,
        support,
        paymentDetails,
        CfdiTiming.ON_ISSUE,
        RepTiming.IMMEDIATE,
        defaultPolicy,
        createdAt,
        version);
  }

  public boolean isSandbox() {
    return mode == Mode.TEST;
  }
}
