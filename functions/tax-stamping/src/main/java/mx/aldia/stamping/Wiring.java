package mx.aldia.stamping;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mx.aldia.domain.tax.PacAccount;
import mx.aldia.edge.Acknowledge;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.pacs.SatOverSoap;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CsdStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PacStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ReopenLadder;
import mx.aldia.table.SandboxRequests;
import mx.aldia.table.SandboxStamps;
import mx.aldia.table.TakeBackCredit;
import mx.aldia.table.TaskStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** What the one of this function's two handlers that stamps is made of; and the other's routes. */
record Wiring(AskForDocuments askForDocuments, Acknowledge acknowledge) {
  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);

  static Wiring of(Map<String, String> environment) {
    return of(Deployment.of(environment));
  }

  static Wiring of(Deployment deployment) {
    return of(deployment, LivePacs::host, SatOverSoap.LIVE);
  }

  /**
   * As the other, with certifiers and SAT elsewhere than they say.
   *
   * @param host where an account's certifier is
   */
  static Wiring of(Deployment deployment, Function<PacAccount, URI> host, URI sat) {
    var table = deployment.table();
    var answers = deployment.answers();
    var wall = deployment.wall();
    var clocks = new ClockStore(table);
    var tenants = new TenantStore(table, wall, answers);
    var invoices = new InvoiceStore(table, answers, deployment.links(), wall);
    var documents = new TaxDocumentStore(table);
    var payments = new PaymentStore(table, answers);
    var notes = new CreditNoteStore(table, answers, wall);
    var sales = new DrawSale(invoices, payments, notes, documents);
    var keys = new SealingKeys(new CsdStore(table, deployment.secrets()), wall);
    var live =
        new LivePacs(
            new PacStore(table, deployment.secrets()),
            host,
            sat,
            pause -> deployment.waiting().between(pause, pause));
    var asking = new AskForCancellation(tenants, invoices, payments, notes, documents);
    var paidLater = new PaidLater(invoices, documents);
    var complements = new DrawComplement(invoices, payments, documents, sales);
    var stamping =
        new StampDocument(
            tenants,
            documents,
            sales,
            new DrawGlobal(invoices, payments),
            complements,
            new DrawCreditNote(invoices, notes, documents),
            keys,
            new Certifiers(keys, new SandboxStamps(table), invoices, live));
    var cancelling =
        new CancelDocument(
            tenants,
            invoices,
            documents,
            notes,
            new TakeBackCredit(
                invoices,
                new ReopenLadder(
                    invoices,
                    new PolicyStore(table, answers),
                    new CustomerStore(table, answers, deployment.links()))),
            keys,
            new Authorities(documents, invoices, new SandboxRequests(table), live));
    return new Wiring(
        new AskForDocuments(
            tenants,
            invoices,
            payments,
            notes,
            documents,
            stamping,
            cancelling,
            new RenewComplement(
                tenants, invoices, payments, paidLater, documents, complements, asking),
            new CancelReplaced(tenants, invoices, documents),
            paidLater,
            new PartsPaid(invoices, documents, asking),
            new WatchPue(invoices, new TaskStore(table, answers))),
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }

  static List<Route> routes(Deployment deployment) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var tenants = new TenantStore(table, deployment.wall(), answers);
    var invoices = new InvoiceStore(table, answers, links, deployment.wall());
    var documents = new TaxDocumentStore(table);
    var customers = new CustomerStore(table, answers, links);
    var payments = new PaymentStore(table, answers);
    return new TaxDocumentRoutes(
            tenants,
            documents,
            invoices,
            links,
            new CorrectDocument(tenants, customers, invoices, documents),
            new AskForCancellation(
                tenants,
                invoices,
                payments,
                new CreditNoteStore(table, answers, deployment.wall()),
                documents),
            new MakeGlobalInvoice(customers, invoices, payments, documents, deployment.ids()),
            new Idempotency(answers, deployment.waiting()),
            new Cursors(deployment.linkKey()))
        .routes();
  }
}
