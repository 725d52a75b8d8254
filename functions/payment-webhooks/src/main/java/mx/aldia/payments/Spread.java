package mx.aldia.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.table.PaymentStore.Applied;

/**
 * One payment spread over invoices: no invoice takes more than it owes, and one that owes nothing
 * is left alone.
 */
record Spread(List<Payment.Allocation> allocations, List<Applied> changes) {
  /** An invoice as it was read, and what is meant for it at most. */
  record Part(Invoice.Issued invoice, Money most) {}

  Spread {
    allocations = List.copyOf(allocations);
    changes = List.copyOf(changes);
  }

  static Spread of(
      PaymentId payment,
      Payment.Method method,
      LocalDate receivedOn,
      Instant at,
      List<Part> parts) {
    var allocations = new ArrayList<Payment.Allocation>();
    var changes = new ArrayList<Applied>();
    for (var part : parts) {
      var takes = part.most().min(part.invoice().amountDue());
      if (!takes.isPositive()) {
        continue;
      }
      var owing =
          switch (part.invoice()) {
            case Invoice.Open open -> open;
            case Invoice.Uncollectible lost -> lost.reopened();
            case Invoice.Paid _, Invoice.Voided _ ->
                throw new IllegalStateException(
                    "owes, and yet it does not: " + part.invoice().id());
          };
      var word = method.name().toLowerCase(Locale.ROOT);
      allocations.add(new Payment.Allocation(owing.id(), takes));
      changes.add(new Applied(part.invoice(), owing.receive(payment, takes, word, receivedOn, at)));
    }
    return new Spread(allocations, changes);
  }
}
