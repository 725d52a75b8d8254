package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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
 * @param advance what pays it, where it takes nothing off but applies an advance
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
    Optional<AdvanceId> advance,
    LocalDate issuedOn,
    Instant createdAt,
    Optional<Instant> voidedAt) {
  /** Its own series: what is given back is not numbered among what is sold. */
  public static final String SERIES = "NC";

  private static final String CONDONED = "15";
  private static final String COMPENSATED = "17";
  private static final String ADVANCE_APPLIED = "30";

  public CreditNote {
    lines = List.copyOf(lines);
    if (!amount.isPositive() || returned.isNegative() || returned.compareTo(amount) > 0) {
      throw new IllegalArgumentException("credits " + amount + ", returns " + returned);
    }
    if (advance.isPresent() != (kind == Kind.ADVANCE)) {
      throw new IllegalArgumentException("a %s of %s".formatted(kind, advance));
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
        Optional.empty(),
        issuedOn,
        createdAt,
        Optional.empty());
  }

  /** An advance applied to an invoice that owes at least so much. */
  public static CreditNote applying(
      Advance advance,
      CreditNoteId id,
      String number,
      Invoice.Issued invoice,
      Money amount,
      LocalDate today,
      Instant at) {
    return new CreditNote(
        id,
        number,
        invoice.id(),
        invoice.bill().customer(),
        Kind.ADVANCE,
        "Aplicación del anticipo " + advance.number(),
        List.of(),
        amount,
        Money.zero(amount.currency()),
        Optional.empty(),
        Optional.of(advance.id()),
        today,
        at,
        Optional.empty());
  }

  /** Why something is taken off; how SAT is told follows from it. */
  public enum Kind {
    DISCOUNT,
    RETURN,
    CORRECTION,
    /** What is forgiven so that the rest is paid. */
    SETTLEMENT,
    /** What was paid in advance; nobody gives it by itself, it follows from the advance. */
    ADVANCE;

    /** What a business may say. */
    public static final List<String> GIVEN =
        Arrays.stream(values()).filter(it -> it != ADVANCE).map(Kind::code).toList();

    /**
     * By its name in the API.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }

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
        advance,
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
   * stays as credit is set off; an advance is applied.
   */
  public String form() {
    if (advance.isPresent()) {
      return ADVANCE_APPLIED;
    }
    return returned.compareTo(settled()) > 0 ? refundForm.orElse(COMPENSATED) : CONDONED;
  }
}
