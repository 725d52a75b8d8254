package mx.aldia.stamping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Envelope;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** Which document an event asks for; told ten times it is asked for once. */
final class AskForDocuments {
  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;
  private final StampDocument stamping;
  private final CancelDocument cancelling;
  private final RenewComplement renewing;
  private final CancelReplaced replacing;
  private final PaidLater paidLater;
  private final PartsPaid parts;
  private final WatchPue watching;

  AskForDocuments(
      TenantStore tenants,
      InvoiceStore invoices,
      PaymentStore payments,
      CreditNoteStore notes,
      TaxDocumentStore documents,
      StampDocument stamping,
      CancelDocument cancelling,
      RenewComplement renewing,
      CancelReplaced replacing,
      PaidLater paidLater,
      PartsPaid parts,
      WatchPue watching) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.payments = payments;
    this.notes = notes;
    this.documents = documents;
    this.stamping = stamping;
    this.cancelling = cancelling;
    this.renewing = renewing;
    this.replacing = replacing;
    this.paidLater = paidLater;
    this.parts = parts;
    this.watching = watching;
  }

  /** Something was issued, paid or credited, or a document is to be gone on with. */
  void on(Envelope event) {
    switch (event.type()) {
      case "invoice.issued" -> issued(event);
      case "payment.received" -> {
        if (mayBeFiscal(event)) {
          received(payment(event));
        }
      }
      case "payment.reversed" -> reversed(event);
      case "credit_note.issued" -> {
        if (mayBeFiscal(event)) {
          credited(new CreditNoteId(event.tenant(), event.text("credit_note")));
        }
      }
      case "credit_note.voided" -> owedAgain(event);
      case "tax_document.requested" ->
          goOn(new TaxDocumentId(event.tenant(), event.text("tax_document")));
      default -> throw new IllegalArgumentException("no document is made of " + event);
    }
  }

  /** Two items tell a business without CFDI that its money is none of ours. */
  private boolean mayBeFiscal(Envelope event) {
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    return invoices.findIssued(id).filter(it -> it.bill().fiscal()).isPresent()
        || tenants.open(event.tenant()).orElseThrow().tenant().cfdi() != Tenant.Cfdi.OFF;
  }

  private static PaymentId payment(Envelope event) {
    return new PaymentId(event.tenant(), event.text("payment"));
  }

  private void issued(Envelope event) {
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    var open = tenants.open(event.tenant()).orElseThrow();
    var invoice =
        invoices.findIssued(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (invoice instanceof Invoice.Voided || invoice.bill().stampedWhenPaid()) {
      return;
    }
    if (invoice.bill().fiscal() || open.tenant().cfdi() != Tenant.Cfdi.OFF) {
      var document = TaxDocumentId.of(id);
      ask(
          open,
          new TaxDocument.About(
              document,
              TaxDocument.Type.I,
              invoice.bill().customer(),
              List.of(named(invoice)),
              Optional.empty(),
              event.at(),
              open.time().movable(),
              replaced(id)));
      goOn(document);
    }
  }

  /** The stamped document of the invoice whose place this one takes. */
  private Optional<TaxDocumentId> replaced(InvoiceId id) {
    return invoices
        .find(id)
        .flatMap(record -> record.replaces())
        .flatMap(documents::of)
        .filter(it -> it.uuid().isPresent())
        .map(TaxDocument::id);
  }

  /** Takes a document further, and sees to what follows from where it stands then. */
  private void goOn(TaxDocumentId id) {
    if (documents.find(id).filter(TaxDocument.Cancelling.class::isInstance).isPresent()) {
      cancelling.goOn(id);
    } else {
      stamping.stamp(id);
    }
    documents
        .find(id)
        .ifPresent(
            document -> {
              if (document.about().isOfInvoice()) {
                followSale(document);
              } else if (document.about().type() == TaxDocument.Type.P) {
                followComplement(document);
              }
            });
  }

  /**
   * Once it is stamped, what was paid and credited before; once it is cancelled, that nobody has to
   * keep what it declared.
   */
  private void followSale(TaxDocument sale) {
    var invoice = sale.about().invoices().getFirst().invoice();
    if (sale instanceof TaxDocument.Stamped) {
      payments.ofInvoice(invoice).forEach(payment -> received(payment.id()));
      notes.ofInvoice(invoice).forEach(note -> credited(note.id()));
      invoices.find(invoice).flatMap(record -> record.replaces()).ifPresent(replacing::goOn);
    } else if (sale instanceof TaxDocument.Cancelled) {
      var now = tenants.open(invoice.tenant()).orElseThrow().time().now();
      watching.cancelled(invoice, payments.ofInvoice(invoice), now);
    }
  }

  /** Once it is stamped, its predecessor's end; and its own, if it is not true any more. */
  private void followComplement(TaxDocument complement) {
    if (complement instanceof TaxDocument.Stamped stamped) {
      renewing.cancelReplaced(stamped);
      renew(complement.about().payment().orElseThrow());
    } else if (complement instanceof TaxDocument.Cancelled) {
      complement.about().invoices().forEach(named -> replacing.goOn(named.invoice()));
      renew(complement.about().payment().orElseThrow());
    }
  }

  private void renew(PaymentId payment) {
    renewing.look(payment).ifPresent(this::goOn);
  }

  /**
   * One movement of money is one complement, however many invoices it paid; each of them tells of
   * it, and the first asks for all.
   */
  private void received(PaymentId id) {
    var open = tenants.open(id.tenant()).orElseThrow();
    var payment = payments.find(id);
    if (payment.filter(it -> it.state() == Payment.State.APPLIED).isEmpty()) {
      return;
    }
    paidAtOnce(open, payment.get());
    for (var allocation : payment.get().allocations()) {
      var record = invoices.find(allocation.invoice()).orElseThrow();
      watching.paid(payment.get(), record, open.time().now());
    }
    var paid = paidLater.of(payment.get());
    if (paid.isEmpty()) {
      renew(id);
      return;
    }
    var latest = documents.latest(TaxDocumentId.of(id));
    var document = latest.map(TaxDocument::id).orElse(TaxDocumentId.of(id));
    ask(
        open,
        new TaxDocument.About(
                document,
                TaxDocument.Type.P,
                payment.get().customer(),
                paid,
                Optional.of(id),
                open.time().now(),
                open.time().movable(),
                latest.flatMap(this::replacedStill))
            .receivedOn(payment.get().receivedOn()));
    goOn(document);
  }

  private Optional<TaxDocumentId> replacedStill(TaxDocument document) {
    return document
        .about()
        .replaces()
        .flatMap(documents::find)
        .filter(TaxDocument::stands)
        .map(TaxDocument::id);
  }

  /**
   * The invoices of a payment that are stamped when they are paid. One that is paid whole is its
   * own document, and stays it should that money go back and other come; a part of one is a
   * document of its own.
   */
  private void paidAtOnce(TenantStore.Open open, Payment payment) {
    for (var allocation : payment.allocations()) {
      var invoice = invoices.findIssued(allocation.invoice()).orElseThrow();
      if (invoice.bill().stampedWhenPaid()
          && documents.of(invoice.id()).filter(TaxDocument::stands).isEmpty()) {
        var id =
            allocation.amount().equals(invoice.bill().total())
                ? TaxDocumentId.of(invoice.id())
                : parts.toAskFor(invoice.id(), payment.id());
        ask(
            open,
            new TaxDocument.About(
                id,
                TaxDocument.Type.I,
                payment.customer(),
                List.of(named(invoice)),
                Optional.of(payment.id()),
                open.time().now(),
                open.time().movable()));
        stamping.stamp(id);
      }
    }
  }

  /** What is taken off a CFDI is told to SAT too. */
  private void credited(CreditNoteId id) {
    var note = notes.find(id).orElseThrow(() -> new IllegalStateException("no note " + id));
    var invoice = invoices.findIssued(note.invoice()).orElseThrow();
    if (note.isVoid()
        || !CreditNoteStore.hasEgreso(note, invoice, () -> documents.of(invoice.id()))) {
      return;
    }
    var open = tenants.open(id.tenant()).orElseThrow();
    var document = TaxDocumentId.of(id);
    ask(
        open,
        new TaxDocument.About(
            document,
            TaxDocument.Type.E,
            note.customer(),
            List.of(named(invoice)),
            Optional.empty(),
            note.createdAt(),
            open.time().movable()));
    stamping.stamp(document);
  }

  /** The complements of what was paid say other balances, now that more is owed. */
  private void owedAgain(Envelope event) {
    if (mayBeFiscal(event)) {
      var invoice = new InvoiceId(event.tenant(), event.text("invoice"));
      payments.ofInvoice(invoice).forEach(payment -> renew(payment.id()));
    }
  }

  /**
   * Before it is sealed it is withdrawn, and cancelled once it is stamped. The complements of what
   * was paid of the invoice besides say other balances now, and so does its own where other
   * invoices have the money.
   */
  private void reversed(Envelope event) {
    var id = payment(event);
    documents.latest(TaxDocumentId.of(id)).map(TaxDocument::id).ifPresent(this::goOn);
    for (var invoice : leftBy(id, event)) {
      Stream.of(documents.of(invoice), documents.latest(TaxDocumentId.of(invoice, id)))
          .flatMap(Optional::stream)
          .filter(it -> isOf(it, id))
          .forEach(it -> stamping.stamp(it.id()));
      parts.cancelUntrue(invoice, id);
    }
    if (mayBeFiscal(event)) {
      received(id);
    }
    owedAgain(event);
  }

  /** The invoice that tells of it, and all others of money that has gone back whole. */
  private List<InvoiceId> leftBy(PaymentId id, Envelope event) {
    var told = new InvoiceId(event.tenant(), event.text("invoice"));
    return payments
        .find(id)
        .filter(it -> it.state() == Payment.State.REVERSED)
        .map(it -> it.allocations().stream().map(Payment.Allocation::invoice).toList())
        .orElse(List.of(told));
  }

  private static boolean isOf(TaxDocument document, PaymentId payment) {
    return document.about().payment().filter(payment::equals).isPresent();
  }

  /**
   * What is not sealed yet, or was withdrawn because its payment went back, is asked for anew by
   * another payment, and by the same one that other invoices have.
   */
  private void ask(TenantStore.Open open, TaxDocument.About about) {
    var at = StampDocument.patience(open.time());
    if (documents.open(new TaxDocument.Requested(about, at, 1))) {
      return;
    }
    var was = documents.find(about.id()).orElseThrow();
    if (mayChange(was)
        && !(was.about().payment().equals(about.payment())
            && was.about().invoices().equals(about.invoices()))) {
      var anew = new TaxDocument.Requested(about, at, was.version() + 1);
      documents.save(open.time(), was, anew, _ -> List.of());
    }
  }

  private static boolean mayChange(TaxDocument document) {
    return switch (document) {
      case TaxDocument.Withdrawn _ -> true;
      case TaxDocument.Requested _, TaxDocument.NeedsData _, TaxDocument.Rejected _ ->
          document.about().type() == TaxDocument.Type.P;
      case TaxDocument.Sealed _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelling _,
          TaxDocument.Cancelled _,
          TaxDocument.InGlobal _ ->
          false;
    };
  }

  private static TaxDocument.Named named(Invoice.Issued invoice) {
    return new TaxDocument.Named(invoice.id(), invoice.bill().number());
  }
}
