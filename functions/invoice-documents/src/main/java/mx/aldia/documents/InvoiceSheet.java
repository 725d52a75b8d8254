package mx.aldia.documents;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Line;
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
 * @param isTaxDocument whether a CFDI was stamped; otherwise the sheet says that it is none
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
    boolean isTaxDocument) {
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
   * An issued invoice as its customer gets it.
   *
   * @param terms what it says: lines, purchase order
   * @param interest unpaid late interest
   * @param page the customer's page
   * @param cardLink where a card is taken, if anywhere
   * @param today the tenant's date
   */
  public static InvoiceSheet of(
      Tenant tenant,
      Customer customer,
      Invoice.Issued invoice,
      Terms terms,
      Money interest,
      URI page,
      Optional<URI> cardLink,
      LocalDate today) {
    var language = Language.of(customer.locale().orElse(tenant.locale()));
    return new InvoiceSheet(
        language,
        customer.treatment(),
        standing(invoice),
        Sender.of(tenant),
        Party.of(customer),
        Bill.of(invoice, terms.lines(), interest, language, page),
        terms.lines(),
        terms.poNumber(),
        WayToPay.of(tenant, customer, cardLink),
        today,
        false);
  }

  private static Standing standing(Invoice.Issued invoice) {
    return switch (invoice) {
      case Invoice.Open _, Invoice.Uncollectible _ -> Standing.OPEN;
      case Invoice.Paid _ -> Standing.PAID;
      case Invoice.Voided _ -> Standing.VOID;
    };
  }
}
