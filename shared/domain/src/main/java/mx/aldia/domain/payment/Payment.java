package mx.aldia.domain.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;

/**
 * Money that came, once: one bank movement is one payment, however many invoices it settles.
 *
 * @param provider {@code manual} or the gateway
 * @param providerId what makes it one: the provider's money id; for a manual one its reference,
 *     else the caller's idempotency key, else its own id
 * @param form SAT's c_FormaPago
 * @param receivedOn the day the money came, in the tenant's zone; it dates everything
 * @param allocations what each invoice took; the rest is {@link #unallocated()}
 */
public record Payment(
    PaymentId id,
    CustomerId customer,
    Money amount,
    Method method,
    String form,
    String provider,
    String providerId,
    Optional<String> reference,
    LocalDate receivedOn,
    State state,
    List<Allocation> allocations,
    Instant createdAt,
    long version) {
  public Payment {
    allocations = List.copyOf(allocations);
  }

  /** How money comes (R15), with the form that SAT knows it by unless the caller says another. */
  public enum Method {
    CASH("01"),
    CHEQUE("02"),
    TRANSFER("03"),
    CARD_CREDIT("04"),
    WALLET("05"),
    CARD_DEBIT("28"),
    POS("04"),
    PAYMENT_POINT("01"),
    DIRECT_DEBIT("03");

    private final String form;

    Method(String form) {
      this.form = form;
    }

    public String form() {
      return form;
    }
  }

  /** A cheque waits until it clears; what was reversed stays as history. */
  public enum State {
    PENDING,
    APPLIED,
    REVERSED
  }

  /** What one invoice takes of a payment. */
  public record Allocation(InvoiceId invoice, Money amount) {}

  /** The cheque is good: it settles this much of each invoice. */
  public Payment cleared(List<Allocation> settled) {
    return with(State.APPLIED, settled);
  }

  /** The money went back; what it had settled stays as history. */
  public Payment reversed() {
    return with(State.REVERSED, allocations);
  }

  /** The same money, spread anew over invoices. */
  public Payment reallocated(List<Allocation> anew) {
    return with(state, anew);
  }

  /** The same money, of which another invoice takes what one had taken. */
  public Payment moved(InvoiceId from, Allocation to) {
    var others = allocations.stream().filter(it -> !it.invoice().equals(from));
    var taken = Stream.of(to).filter(it -> it.amount().isPositive());
    return with(state, Stream.concat(others, taken).toList());
  }

  /** What one invoice has taken of it. */
  public Money appliedTo(InvoiceId invoice) {
    return allocations.stream()
        .filter(it -> it.invoice().equals(invoice))
        .map(Allocation::amount)
        .reduce(Money.zero(amount.currency()), Money::plus);
  }

  private Payment with(State next, List<Allocation> settled) {
    return new Payment(
        id,
        customer,
        amount,
        method,
        form,
        provider,
        providerId,
        reference,
        receivedOn,
        next,
        settled,
        createdAt,
        version + 1);
  }

  /** The customer's credit. */
  public Money unallocated() {
    return allocations.stream().map(Allocation::amount).reduce(amount, Money::minus);
  }
}
