package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.money.Money;

/**
 * Something taken off an invoice after it was issued. What is still due falls first; of what was
 * paid already the rest goes back.
 *
 * @param number series and folio of its own, {@code NC-1}
 * @param lines what it takes off, where the caller said so by line; empty where by amount
 * @param amount taxes included, positive
 * @param returned how much of it had been paid and goes back; the rest lowers what is due
 * @param refundForm SAT's c_FormaPago in which it goes back; empty where it is the customer's
 *     credit, or nothing goes back
 * @param issuedOn in the tenant's zone
 * @param createdAt on the tenant's clock
 * @param voidedAt when it was taken back: its amount is owed again since
 */
public record CreditNote(
    CreditNoteId id,
    String number,
    InvoiceId invoice,
    CustomerId customer,
    Kind kind,
    String reason,
    List<Line> lines,
    Money amount,
    Money returned,
    Optional<String> refundForm,
    LocalDate issuedOn,
    Instant createdAt,
    Optional<Instant> voidedAt) {
  /** Its own series: what is given back is not numbered among what is sold. */
  public static final String SERIES = "NC";

  private static final String CONDONED = "15";
  private static final String COMPENSATED = "17";

  public CreditNote {
    lines = List.copyOf(lines);
    if (!amount.isPositive() || returned.isNegative() || returned.compareTo(amount) > 0) {
      throw new IllegalArgumentException("credits " + amount + ", returns " + returned);
    }
  }

  /** One that counts. */
  public CreditNote(
      CreditNoteId id,
      String number,
      InvoiceId invoice,
      CustomerId customer,
      Kind kind,
      String reason,
      List<Line> lines,
      Money amount,
      Money returned,
      Optional<String> refundForm,
      LocalDate issuedOn,
      Instant createdAt) {
    this(
        id,
        number,
        invoice,
        customer,
        kind,
        reason,
        lines,
        amount,
        returned,
        refundForm,
        issuedOn,
        createdAt,
        Optional.empty());
  }

  /** Why something is taken off; how SAT is told follows from it. */
  public enum Kind {
    DISCOUNT,
    RETURN,
    CORRECTION,
    /** What is forgiven so that the rest is paid. */
    SETTLEMENT;

    /** As the API names it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same, taken back. */
  public CreditNote voided(Instant at) {
    return new CreditNote(
        id,
        number,
        invoice,
        customer,
        kind,
        reason,
        lines,
        amount,
        returned,
        refundForm,
        issuedOn,
        createdAt,
        Optional.of(at));
  }

  public boolean isVoid() {
    return voidedAt.isPresent();
  }

  /** As the API names it. */
  public String state() {
    return isVoid() ? "void" : "issued";
  }

  /** What it lowered of what was due. */
  public Money settled() {
    return amount.minus(returned);
  }

  /** What the customer has to its credit by it. */
  public Money toCredit() {
    return refundForm.isPresent() ? Money.zero(amount.currency()) : returned;
  }

  /**
   * SAT's c_FormaPago of the whole: that of its larger part. What was not paid is condoned; what
   * stays as credit is set off.
   */
  public String form() {
    return returned.compareTo(settled()) > 0 ? refundForm.orElse(COMPENSATED) : CONDONED;
  }
}
