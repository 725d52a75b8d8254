package mx.aldia.portal;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.LedgerEntry;
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
 * What the customer's page shows. A draft has none: it takes an issued invoice to make one.
 *
 * @param bill dates and amounts as they are {@code today}
 * @param movements payments, reversals and credits, oldest first
 * @param ways in the order to offer
 * @param today the tenant's date
 * @param receiptConfirmedOn the tenant's date on which the customer said that it has the invoice
 * @param links where the page's buttons lead
 */
public record InvoicePage(
    Language language,
    Treatment treatment,
    Standing standing,
    Sender from,
    Party to,
    Bill bill,
    List<Line> lines,
    Optional<String> poNumber,
    List<Movement> movements,
    List<WayToPay> ways,
    LocalDate today,
    Optional<LocalDate> receiptConfirmedOn,
    Links links) {
  public InvoicePage {
    lines = List.copyOf(lines);
    movements = List.copyOf(movements);
    ways = List.copyOf(ways);
  }

  /** What has become of the invoice. */
  public enum Standing {
    OPEN,
    PAID,
    VOID,
    /**
     * SAT is asked to cancel it: nobody is asked for money until SAT has said what becomes of it.
     */
    CANCELLING
  }

  /** What moved the balance after the invoice was issued. */
  public enum Kind {
    PAYMENT,
    REVERSAL,
    CREDIT,
    CREDIT_VOIDED,
    /** What was paid in advance. */
    ADVANCE,
    ADVANCE_VOIDED,
    /** What a credit note gives back of what was paid. */
    REFUND,
    /** That counts as paid again, for the note was taken back. */
    REFUND_VOIDED
  }

  /**
   * A payment, or another movement of the balance.
   *
   * @param amount without sign
   */
  public record Movement(Kind kind, Money amount, LocalDate on) {}

  /**
   * The page's own addresses.
   *
   * @param xml where the invoice is a CFDI
   * @param taxData where the customer fills in what its CFDI lacks; empty where nothing is missing
   * @param confirmReceipt takes a POST
   * @param unsubscribe empty where nothing can be stopped, or all is stopped already
   */
  public record Links(
      URI page,
      URI pdf,
      Optional<URI> xml,
      Optional<URI> taxData,
      URI confirmReceipt,
      Optional<URI> unsubscribe) {}

  /**
   * An issued invoice as its customer sees it now.
   *
   * @param ledger its books
   * @param advances those of its entries' references that an advance is applied by
   * @param interest unpaid late interest
   * @param cardLink where a card is taken, if anywhere
   * @param today the tenant's date
   */
  public static InvoicePage of(
      Tenant tenant,
      Customer customer,
      Invoice.Issued invoice,
      Terms terms,
      List<LedgerEntry> ledger,
      Set<String> advances,
      Money interest,
      Optional<URI> cardLink,
      LocalDate today,
      Links links) {
    var language = Language.of(customer.locale().orElse(tenant.locale()));
    return new InvoicePage(
        language,
        customer.treatment(),
        standing(invoice),
        Sender.of(tenant),
        Party.of(customer),
        Bill.of(invoice, terms.lines(), interest, language, links.page()),
        terms.lines(),
        terms.poNumber(),
        ledger.stream()
            .flatMap(entry -> movement(entry, advances.contains(entry.reference())).stream())
            .toList(),
        WayToPay.of(tenant, customer, cardLink),
        today,
        invoice.receiptConfirmedAt().map(at -> LocalDate.ofInstant(at, tenant.zone())),
        links);
  }

  /** The same while SAT is asked to cancel it: no way to pay is offered. */
  public InvoicePage cancelling() {
    return standing == Standing.OPEN
        ? new InvoicePage(
            language,
            treatment,
            Standing.CANCELLING,
            from,
            to,
            bill,
            lines,
            poNumber,
            movements,
            List.of(),
            today,
            receiptConfirmedOn,
            links)
        : this;
  }

  private static Standing standing(Invoice.Issued invoice) {
    return switch (invoice) {
      case Invoice.Open _, Invoice.Uncollectible _ -> Standing.OPEN;
      case Invoice.Paid _ -> Standing.PAID;
      case Invoice.Voided _ -> Standing.VOID;
    };
  }

  private static Optional<Movement> movement(LedgerEntry entry, boolean advance) {
    var kind =
        switch (entry.kind()) {
          case PAYMENT -> Optional.of(Kind.PAYMENT);
          case REVERSAL -> Optional.of(Kind.REVERSAL);
          case CREDIT -> Optional.of(advance ? Kind.ADVANCE : Kind.CREDIT);
          case CREDIT_VOIDED -> Optional.of(advance ? Kind.ADVANCE_VOIDED : Kind.CREDIT_VOIDED);
          case REFUND ->
              Optional.of(entry.amount().isNegative() ? Kind.REFUND_VOIDED : Kind.REFUND);
          case ISSUED, VOIDED -> Optional.<Kind>empty();
        };
    var amount = entry.amount().isNegative() ? entry.amount().negated() : entry.amount();
    return kind.map(moved -> new Movement(moved, amount, entry.valueOn()));
  }
}
