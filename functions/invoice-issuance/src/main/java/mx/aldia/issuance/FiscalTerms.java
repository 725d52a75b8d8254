package mx.aldia.issuance;

import java.time.LocalDate;
import java.time.YearMonth;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Fields;

/**
 * What an invoice that becomes a CFDI has to say besides. Without a word about its payment it is
 * PPD: to be paid later, each payment with a complement of its own. PUE says that it is paid within
 * the month of its issue, and how.
 */
final class FiscalTerms {
  private FiscalTerms() {}

  /** The invoice's own word, else its customer's, else the business's. */
  static CfdiTiming timing(Tenant tenant, Customer customer, Terms terms) {
    return terms.cfdiTiming().or(customer.tax()::cfdiTiming).orElse(tenant.cfdiTiming());
  }

  /** Each payment will say itself how it was made, so there is nothing to be paid later. */
  static void judgeWhenPaid(Fields fields, Terms terms) {
    inPesos(fields, terms);
    if (terms.paymentMethod().filter("PPD"::equals).isPresent()) {
      fields.refuse("payment_method", "stamped_when_paid");
    }
  }

  private static void inPesos(Fields fields, Terms terms) {
    if (!terms.currency().equals(Money.MXN) && terms.exchangeRate().isEmpty()) {
      fields.refuse("exchange_rate", "required");
    }
  }

  static void judge(Fields fields, Terms terms, LocalDate today) {
    inPesos(fields, terms);
    if (!fields.valid("payment_method") || terms.paymentMethod().filter("PUE"::equals).isEmpty()) {
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
