package mx.aldia.sheets;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.letters.Bill;
import mx.aldia.letters.Language;
import mx.aldia.letters.Party;
import mx.aldia.letters.Sender;
import mx.aldia.letters.WayToPay;

/**
 * What the PDF shows.
 *
 * @param from who asks for payment
 * @param to whom the invoice is for
 * @param bill its dates and amounts on {@code asOf}, and its page
 * @param poNumber the customer's own order number
 * @param ways in the order to offer; empty says nothing about how to pay
 * @param asOf the tenant's date of the balance
 * @param stampedWhenPaid whether its payment will be a CFDI; the sheet itself is none
 */
public record InvoiceSheet(
    Language language,
    Treatment treatment,
    Standing standing,
    Sender from,
    Party to,
    Bill bill,
    List<Line> lines,
    Optional<String> poNumber,
    List<WayToPay> ways,
    LocalDate asOf,
    boolean stampedWhenPaid) {
  public InvoiceSheet {
    lines = List.copyOf(lines);
    ways = List.copyOf(ways);
  }

  /** What has become of the invoice. */
  public enum Standing {
    OPEN,
    PAID,
    VOID
  }

  /**
   * An issued invoice as its customer gets it: who invoiced whom is as it was on the day of issue,
   * whom to ask and how to pay is as it is now.
   *
   * @param customer empty where the tenant has deleted it; its invoices stay
   * @param terms what it says: lines, purchase order
   * @param page the customer's page
   * @param asOf the tenant's date of the balance
   */
  public static InvoiceSheet of(
      Tenant tenant,
      Optional<Customer> customer,
      Invoice.Issued invoice,
      Parties parties,
      Terms terms,
      URI page,
      LocalDate asOf) {
    var language = Language.of(customer.flatMap(Customer::locale).orElse(tenant.locale()));
    var none = Money.zero(invoice.bill().total().currency());
    return new InvoiceSheet(
        language,
        customer.map(Customer::treatment).orElse(Treatment.USTED),
        standing(invoice),
        seller(parties.seller(), tenant),
        buyer(parties.buyer()),
        Bill.of(invoice, terms.lines(), none, language, page),
        terms.lines(),
        terms.poNumber(),
        WayToPay.of(tenant, customer.flatMap(Customer::preferredPaymentMethod), Optional.empty()),
        asOf,
        invoice.bill().stampedWhenPaid());
  }

  private static Sender seller(Parties.Party seller, Tenant tenant) {
    return new Sender(
        seller.name(),
        seller.legalName().orElse(null),
        seller.rfc().orElse(null),
        tenant.support().flatMap(Tenant.SupportContact::email).orElse(null),
        tenant.support().flatMap(Tenant.SupportContact::phone).orElse(null),
        null);
  }

  private static Party buyer(Parties.Party buyer) {
    return new Party(buyer.name(), buyer.legalName().orElse(null), buyer.rfc().orElse(null));
  }

  private static Standing standing(Invoice.Issued invoice) {
    return switch (invoice) {
      case Invoice.Open _, Invoice.Uncollectible _ -> Standing.OPEN;
      case Invoice.Paid _ -> Standing.PAID;
      case Invoice.Voided _ -> Standing.VOID;
    };
  }
}
