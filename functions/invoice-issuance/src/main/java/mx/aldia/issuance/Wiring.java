package mx.aldia.issuance;

import java.util.List;
import java.util.stream.Stream;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceSources;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProductStore;
import mx.aldia.table.ReopenLadder;
import mx.aldia.table.TakeBackCredit;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private final List<Route> routes;

  Wiring(Deployment deployment) {
    var table = deployment.table();
    var wall = deployment.wall();
    var answers = deployment.answers();
    var links = deployment.links();
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var products = new ProductStore(table, answers);
    var policies = new PolicyStore(table, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var ids = deployment.ids();
    var idempotency = new Idempotency(answers, deployment.waiting());
    var cursors = new Cursors(deployment.linkKey());
    var documents = new TaxDocumentStore(table);
    var payments = new PaymentStore(table, answers);
    var notes = new CreditNoteStore(table, answers, wall);
    var advances = new AdvanceStore(table);
    var using = new UseAdvances(advances, invoices, documents, ids);
    var issuing = new IssueInvoice(invoices, using);
    var sat = new AskSat(invoices);
    var reader = new TermsReader(new InvoiceSources(table));
    this.routes =
        Stream.of(
                new CustomerRoutes(
                        new KeepCustomers(tenants, customers, ids), customers, idempotency, cursors)
                    .routes(),
                new ProductRoutes(tenants, products, ids, idempotency, cursors).routes(),
                new InvoiceRoutes(
                        tenants,
                        new KeepInvoices(invoices, documents, reader, issuing, ids),
                        new VoidInvoice(invoices, documents, notes, advances, sat),
                        new ReplaceInvoice(invoices, payments, documents, advances, reader, ids),
                        new HoldReminders(invoices, policies, customers),
                        new RenewLink(invoices),
                        invoices,
                        documents,
                        new InvoiceJson(links, new WeighWithholdings(customers)),
                        idempotency,
                        cursors)
                    .routes(),
                new AdvanceRoutes(
                        tenants,
                        new AdvanceReader(reader),
                        new ReceiveAdvance(invoices, payments, ids),
                        advances,
                        invoices,
                        documents,
                        idempotency,
                        cursors)
                    .routes(),
                new CreditNoteRoutes(
                        tenants,
                        invoices,
                        new IssueCreditNote(invoices, documents, notes, advances, ids),
                        new VoidCreditNote(
                            invoices,
                            payments,
                            notes,
                            documents,
                            new TakeBackCredit(
                                invoices, new ReopenLadder(invoices, policies, customers)),
                            sat),
                        notes,
                        documents,
                        idempotency,
                        cursors)
                    .routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }
}
