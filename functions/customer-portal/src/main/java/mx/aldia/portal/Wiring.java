package mx.aldia.portal;

import java.util.List;
import mx.aldia.edge.Route;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private Wiring() {}

  static List<Route> routes(Deployment deployment) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var documents = new TaxDocumentStore(table);
    return new PortalRoutes(
            new ShowInvoice(
                tenants,
                customers,
                invoices,
                new CreditNoteStore(table, answers, wall),
                documents,
                links),
            new FillTaxData(tenants, customers, invoices, documents, links),
            new OptOut(tenants, customers, links))
        .routes();
  }
}
