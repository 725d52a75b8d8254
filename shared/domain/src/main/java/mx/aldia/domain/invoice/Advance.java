package mx.aldia.domain.invoice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;

/**
 * Money received before it is known what it is for, or at what price. An invoice of its own, paid
 * from the first moment, says so; later invoices take of it what they owe.
 *
 * @param number its invoice's
 * @param amount taxes included
 * @param applied what invoices have taken of it
 */
public record Advance(
    AdvanceId id,
    CustomerId customer,
    String number,
    PaymentId payment,
    Money amount,
    Money applied,
    Instant createdAt) {
  /** SAT's own words for it, and its keys (c_ClaveProdServ, c_ClaveUnidad). */
  private static final String DESCRIPTION = "Anticipo del bien o servicio";

  private static final String BILLING_SERVICE = "84111506";
  private static final String ACTIVITY = "ACT";

  public Advance {
    if (applied.isNegative() || applied.compareTo(amount) > 0) {
      throw new IllegalArgumentException(applied + " applied of " + amount);
    }
  }

  /**
   * What invoices may still take of it: nothing while its money is not there, and no more than was
   * not given back.
   *
   * @param own its invoice
   */
  public Money available(Invoice.Issued own) {
    return own instanceof Invoice.Paid
        ? amount.minus(own.credited()).minus(applied)
        : Money.zero(amount.currency());
  }

  /**
   * What an invoice of this amount says. Price and tax are rounded to the minor unit each, and one
   * amount in seven is no sum of such two: its last unit is a line of its own.
   *
   * @param amount taxes included, positive
   */
  public static List<Line> lines(Money amount, List<Tax> taxes) {
    var whole = line(amount, taxes);
    if (whole.isPresent()) {
      return List.of(whole.get());
    }
    var unit = new Money(1, amount.currency());
    return List.of(line(amount.minus(unit), taxes).orElseThrow(), line(unit, taxes).orElseThrow());
  }

  private static Optional<Line> line(Money amount, List<Tax> taxes) {
    var factor = BigDecimal.ONE;
    for (var tax : taxes) {
      factor =
          switch (tax) {
            case Tax.Iva(var rate) -> factor.add(rate);
            case Tax.IvaExempt() -> factor;
          };
    }
    var near =
        Money.of(amount.major().divide(factor, MathContext.DECIMAL128), amount.currency()).minor();
    return IntStream.rangeClosed(-1, 1)
        .mapToObj(off -> new Money(near + off, amount.currency()))
        .filter(price -> !price.isNegative())
        .map(price -> line(price.major(), amount, taxes))
        .filter(line -> line.base().plus(line.taxTotal()).equals(amount))
        .findFirst();
  }

  private static Line line(BigDecimal price, Money amount, List<Tax> taxes) {
    return new Line(
        Optional.empty(),
        DESCRIPTION,
        BigDecimal.ONE,
        price,
        Money.zero(amount.currency()),
        taxes,
        List.of(),
        Optional.of(BILLING_SERVICE),
        Optional.of(ACTIVITY));
  }
}
