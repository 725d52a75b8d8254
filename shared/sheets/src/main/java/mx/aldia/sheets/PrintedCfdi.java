package mx.aldia.sheets;

import java.util.Optional;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.letters.Language;
import mx.aldia.letters.Sender;

/**
 * What the representación impresa of a CFDI shows: the document as it was stamped, and beside it
 * what no CFDI says, which is whom to ask, by when to pay and how.
 *
 * @param language of the labels; what SAT calls things stays in Spanish
 * @param document stamped: a sale, a credit note or a complement of payment
 * @param from who issues, as its customers know it
 * @param invoice how it stands with the invoice; empty for what asks for no money
 */
public record PrintedCfdi(
    Language language, Element document, Sender from, Optional<InvoiceSheet> invoice) {

  /**
   * Of an invoice.
   *
   * @param xml as the PAC gave it
   */
  public static PrintedCfdi of(byte[] xml, InvoiceSheet invoice) {
    return new PrintedCfdi(
        invoice.language(), ReadXml.read(xml), invoice.from(), Optional.of(invoice));
  }

  /**
   * As a business gives it out, in its customer's language.
   *
   * @param customer empty where it is nobody's in particular, or was deleted
   */
  public static PrintedCfdi of(byte[] xml, Tenant tenant, Optional<Customer> customer) {
    var language = Language.of(customer.flatMap(Customer::locale).orElse(tenant.locale()));
    return of(xml, language, Sender.of(tenant));
  }

  /** Of a document that asks for nothing: a credit note, a payment, a global invoice. */
  public static PrintedCfdi of(byte[] xml, Language language, Sender from) {
    return new PrintedCfdi(language, ReadXml.read(xml), from, Optional.empty());
  }
}
