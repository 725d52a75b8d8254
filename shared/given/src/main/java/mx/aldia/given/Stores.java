package mx.aldia.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import mx.aldia.domain.id.Ulid;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PdfStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** Every store over one table, wired as a function wires it. */
public record Stores(
    Table table,
    Links links,
    TenantStore tenants,
    PolicyStore policies,
    CustomerStore customers,
    InvoiceStore invoices,
    PaymentStore payments,
    MessageStore messages,
    PdfStore pdfs,
    TaxDocumentStore documents,
    EventStore events,
    ClockStore clocks,
    Answers answers,
    Deployment deployment) {
  public static final String LINK_KEY = "a key of thirty-two bytes or more";
  public static final String ORIGIN = "https://pagos.example";

  public static Stores over(Table table, Clock wall) {
    var key = LINK_KEY.getBytes(UTF_8);
    var deployment =
        new Deployment(
            table, wall, new Ulid(wall), () -> key, ORIGIN, () -> new Secrets(new PaperKeys()));
    var answers = deployment.answers();
    var links = deployment.links();
    return new Stores(
        table,
        links,
        new TenantStore(table, wall, answers),
        new PolicyStore(table, answers),
        new CustomerStore(table, answers, links),
        new InvoiceStore(table, answers, links, wall),
        new PaymentStore(table, answers),
        new MessageStore(table, wall),
        new PdfStore(table, links),
        new TaxDocumentStore(table),
        new EventStore(table),
        new ClockStore(table),
        answers,
        deployment);
  }
}
