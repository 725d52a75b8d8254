package mx.aldia.issuance;

import java.time.LocalDate;
import java.time.YearMonth;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.edge.Fields;

/**
 * What an invoice that becomes a CFDI has to say besides. Without a word about its payment it is
 * PPD: to be paid later, each payment with a complement of its own. PUE says that it is paid within
 * the month of its issue, and how.
 */
final class FiscalTerms {
  private FiscalTerms() {}

  static void judge(Fields fields, Terms terms, LocalDate today) {
    if (!terms.currency().equals(Money.MXN) && terms.exchangeRate().isEmpty()) {
      fields.refuse("exchange_rate", "required");
    }
    if (terms.paymentMethod().filter("PUE"::equals).isEmpty()) {
      return;
    }
    if (terms.paymentForm().filter(form -> !form.equals(PaymentForm.UNDEFINED)).isEmpty()) {
      fields.refuse("payment_form", "not_one_of", String.join(", ", PaymentForm.RECEIVED));
    }
    var due = terms.due().map(rule -> YearMonth.from(rule.dueOn(today)));
    if (due.filter(month -> !month.equals(YearMonth.from(today))).isPresent()) {
      fields.refuse("payment_method", "pue_is_paid_this_month");
    }
  }
}
