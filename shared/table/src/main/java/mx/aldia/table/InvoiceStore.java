package mx.aldia.table;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.CreditAdded.Source;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Replacing;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.PueTerm;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invoices: head, document, ledger, reminders and events of one invoice change as one fact. */
public final class InvoiceStore {
  private final Table table;
  private final Answers answers;
  private final Links links;
  private final FolioCounter folios;

  public InvoiceStore(Table table, Answers answers, Links links, Clock wall) {
    this.table = table;
    this.answers = answers;
    this.links = links;
    this.folios = new FolioCounter(table, wall);
  }

  /** What became of a write. */
  public enum Saved {
    SAVED,
    /** It changed since it was read: read again and decide again. */
    STALE,
    /** Another invoice of the tenant has this external id. */
    EXTERNAL_ID_TAKEN
  }

  /** What a change does to the reminders. */
  public sealed interface Reminding {
    /** They go on as they were. */
    record Unchanged() implements Reminding {}

    /** No reminder begins from the moment this commits, whatever state they are in. */
    record Settle() implements Reminding {}

    /** Nothing goes out until they are resumed. */
    record Pause() implements Reminding {}

    /** They go on from here; nobody has touched them since {@code was}. */
    record Plan(LadderEntry was, LadderEntry next) implements Reminding {}
  }

  public Optional<InvoiceRecord> find(InvoiceId id) {
    return lookup(List.of(Keys.invoice(id))).apply(Keys.invoice(id));
  }

  /** The head alone, when what it says does not matter. */
  public Optional<Invoice.Issued> findIssued(InvoiceId id) {
    return table
        .get(Keys.invoice(id))
        .filter(row -> !row.text("state").equals("draft"))
        .map(InvoiceItems::issued);
  }

  public Optional<LadderEntry> ladder(InvoiceId id) {
    return table.get(Keys.ladder(id)).map(InvoiceItems::ladder);
  }

  /** The books of an invoice, oldest first; they sum to what it owes. */
  public List<LedgerEntry> ledger(InvoiceId id) {
    return table.query(Keys.partition(id), Keys.LEDGER).map(InvoiceItems::ledger).toList();
  }

  public Saved createDraft(TenantTime time, Invoice.Draft draft, Attempt<InvoiceRecord> attempt) {
    var record = new InvoiceRecord(draft, draft.terms(), Optional.empty(), Optional.empty());
    var transaction =
        table
            .transaction()
            .insert("head", InvoiceItems.head(draft))
            .insert(
                "document",
                InvoiceItems.document(
                    draft.id(), draft.terms(), Optional.empty(), draft.version()));
    externalId(transaction, draft.id(), draft.terms());
    clockInUse(transaction, time);
    answers.remember(transaction, draft.id().tenant(), attempt, record);
    return saved(answers.commit(transaction));
  }

  /** Replaces a draft that is still as {@code was}. */
  public Saved saveDraft(Invoice.Draft draft, Invoice.Draft was) {
    var transaction =
        table
            .transaction()
            .replace("head", InvoiceItems.head(draft), was.version())
            .replace(
                "document",
                InvoiceItems.document(draft.id(), draft.terms(), Optional.empty(), draft.version()),
                was.version());
    if (!draft.terms().externalId().equals(was.terms().externalId())) {
      forgetExternalId(transaction, was);
      externalId(transaction, draft.id(), draft.terms());
    }
    return saved(table.commit(transaction));
  }

  public Saved deleteDraft(Invoice.Draft draft) {
    var transaction =
        table
            .transaction()
            .delete("head", Keys.invoice(draft.id()), draft.version())
            .remove("document", Keys.document(draft.id()));
    forgetExternalId(transaction, draft);
    return saved(table.commit(transaction));
  }

  /** The number that issuing this draft will give it, the same one at every try. */
  public String number(Invoice.Draft draft, Attempt<?> attempt) {
    var series = draft.terms().series();
    return series + "-" + folios.hold(draft.id().tenant(), series, holder(draft, attempt));
  }

  /**
   * The number of the note by which an invoice takes of an advance.
   *
   * @param holder the same at every try
   */
  public String noteNumber(TenantId tenant, String holder) {
    return CreditNote.SERIES + "-" + folios.hold(tenant, CreditNote.SERIES, holder);
  }

  /** Twins of one request make one invoice, so they hold one number. */
  private static String holder(Invoice.Draft draft, Attempt<?> attempt) {
    return attempt.key().orElse(draft.id().value());
  }

  /** What is one fact with the issue of an invoice. */
  public sealed interface Along {}

  /** Money that came before, of which the invoice is. */
  public record Received(Advance advance, Payment payment) implements Along {}

  /** What the invoice takes of advances. */
  public record Taken(List<Share> shares) implements Along {
    public Taken {
      shares = List.copyOf(shares);
    }
  }

  /**
   * What an invoice takes of one advance, as that was read.
   *
   * @param own the advance's invoice
   * @param holder of the note's number
   */
  public record Share(Advance advance, Invoice.Issued own, CreditNote note, String holder) {}

  /**
   * What an invoice that is issued takes the place of, as all of it was read.
   *
   * @param document for SAT, if it has one
   * @param payments that go over, as they were
   */
  public record Replacement(
      InvoiceRecord was,
      Optional<TaxDocument> document,
      List<Payment> payments,
      Replacing.Replaced decided)
      implements Along {
    public Replacement {
      payments = List.copyOf(payments);
    }
  }

  /**
   * Issues a draft: head, document, number, ledger, reminders, link and events as one fact.
   *
   * @param stored whether the draft is in the table already, or created and issued at once
   * @param issued what will be found there afterwards: {@code change.next()} with what it says
   */
  public Saved issue(
      TenantTime time,
      Invoice.Draft draft,
      boolean stored,
      Invoice.Change change,
      InvoiceRecord issued,
      Attempt<InvoiceRecord> attempt) {
    return issue(time, draft, stored, change, issued, Optional.empty(), attempt);
  }

  /**
   * The same, and what else becomes of it, in one.
   *
   * @param along what else, as it was read and decided
   */
  public Saved issue(
      TenantTime time,
      Invoice.Draft draft,
      boolean stored,
      Invoice.Change change,
      InvoiceRecord issued,
      Optional<? extends Along> along,
      Attempt<InvoiceRecord> attempt) {
    var next = change.next();
    var id = next.id();
    var ladder = issued.ladder().orElseThrow();
    var head = InvoiceItems.head(next);
    var document =
        InvoiceItems.document(
            id,
            draft.terms(),
            issued.parties(),
            issued.replaces(),
            Optional.empty(),
            next.version());
    var transaction = table.transaction();
    along.ifPresent(it -> write(transaction, time, it, id));
    if (stored) {
      transaction
          .replace("head", head, draft.version())
          .replace("document", document, draft.version());
    } else {
      transaction.insert("head", head).insert("document", document);
      externalId(transaction, id, draft.terms());
      clockInUse(transaction, time);
    }
    transaction.insert(
        "folio",
        Item.at(Keys.unique(id.tenant(), "folio", next.bill().number())).text("id", id.value()));
    transaction.insert("ladder", InvoiceItems.ladder(ladder));
    DueIndex.point(transaction, id.tenant(), Keys.ladder(id), time.movable(), ladder.at());
    overdueEntry(transaction, time, next);
    if (next instanceof Invoice.Open open && open.bill().fiscal() && isPue(draft.terms())) {
      expectPayment(transaction, time, open.id(), toldUnpaid(time, open));
    }
    links.page(transaction, id, next.bill().linkGeneration());
    tell(transaction, time, change);
    answers.remember(transaction, id.tenant(), attempt, issued);
    boolean used = false;
    try {
      var failed = answers.commit(transaction);
      used = failed.isEmpty();
      return failed.contains("folio") ? Saved.STALE : saved(failed);
    } finally {
      letGo(id.tenant(), draft.terms().series(), holder(draft, attempt), used);
      for (var share :
          along.orElse(null) instanceof Taken(var shares) ? shares : List.<Share>of()) {
        letGo(id.tenant(), CreditNote.SERIES, share.holder(), used);
      }
    }
  }

  private void letGo(TenantId tenant, String series, String holder, boolean used) {
    if (used) {
      folios.release(tenant, series, holder);
    } else {
      folios.giveBack(tenant, series, holder);
    }
  }

  private void write(Transaction transaction, TenantTime time, Along along, InvoiceId id) {
    switch (along) {
      case Replacement replacement -> replace(transaction, time, replacement, id);
      case Received(var advance, var payment) -> {
        AdvanceStore.insert(transaction, advance);
        PaymentStore.insert(transaction, payment);
      }
      case Taken(var shares) -> shares.forEach(it -> take(transaction, it));
    }
  }

  private static void take(Transaction transaction, Share share) {
    var own = share.own();
    require(transaction, "advance_invoice", Keys.invoice(own.id()), own.version());
    AdvanceStore.apply(transaction, share.advance(), own.credited(), share.note());
    CreditNoteStore.insert(transaction, share.note());
  }

  private void replace(
      Transaction transaction, TenantTime time, Replacement replacement, InvoiceId by) {
    var was = replacement.was();
    var decided = replacement.decided();
    var next = decided.was().next();
    write(
        transaction,
        time,
        (Invoice.Issued) was.invoice(),
        decided.was(),
        next instanceof Invoice.Voided ? new Reminding.Settle() : new Reminding.Pause());
    if (next instanceof Invoice.Voided && isPue(was.terms())) {
      declareNothing(transaction, time, next.id());
    }
    transaction.put(
        "replaced",
        InvoiceItems.document(
            next.id(),
            was.terms(),
            was.parties(),
            was.replaces(),
            Optional.of(by),
            next.version()));
    replacement
        .document()
        .ifPresent(
            it -> require(transaction, "tax_document", Keys.taxDocument(it.id()), it.version()));
    for (int i = 0; i < replacement.payments().size(); i++) {
      PaymentStore.move(transaction, replacement.payments().get(i), decided.moved().get(i));
    }
    if (decided.toCredit().isPositive()) {
      var last = decided.moved().getLast();
      PaymentStore.credit(
          transaction,
          time,
          last.customer(),
          decided.toCredit(),
          last.id().value(),
          last.version(),
          new Source.Paid(last.id()));
    }
  }

  /** Stores what was decided about an issued invoice that is still as it was. */
  public Saved save(
      TenantTime time,
      Invoice.Issued was,
      Invoice.Change change,
      Reminding reminding,
      Attempt<InvoiceRecord> attempt) {
    var transaction = table.transaction();
    write(transaction, time, was, change, reminding);
    int generation = change.next().bill().linkGeneration();
    if (generation != was.bill().linkGeneration()) {
      links.page(transaction, was.id(), generation);
    }
    attempt
        .key()
        .ifPresent(
            _ -> {
              var before = find(was.id()).orElseThrow();
              var after =
                  before.with(
                      change.next(), before.ladder().map(ladder -> after(ladder, reminding)));
              answers.remember(transaction, was.id().tenant(), attempt, after);
            });
    return saved(answers.commit(transaction));
  }

  private static LadderEntry after(LadderEntry was, Reminding reminding) {
    return switch (reminding) {
      case Reminding.Unchanged() -> was;
      case Reminding.Settle() -> was.settled();
      case Reminding.Pause() -> was.paused();
      case Reminding.Plan(_, var next) -> next;
    };
  }

  /**
   * Corrects what an issued invoice says for SAT, and asks for its document anew: no figure of it
   * changes, and the document's version guards both.
   *
   * @return false when the document has changed since it was read
   */
  public boolean correct(
      TenantTime time,
      InvoiceRecord was,
      Terms terms,
      Parties parties,
      TaxDocument refused,
      TaxDocument.Requested next,
      Function<TaxDocument.Named, List<Event>> told,
      Attempt<TaxDocument> attempt) {
    var id = was.invoice().id();
    var transaction =
        table
            .transaction()
            .put(
                "document",
                InvoiceItems.document(
                    id,
                    terms,
                    Optional.of(parties),
                    was.replaces(),
                    was.replacedBy(),
                    was.invoice().version()));
    if (was.invoice() instanceof Invoice.Open open && isPue(terms) != isPue(was.terms())) {
      declareAnew(transaction, time, open, terms);
    }
    TaxDocumentStore.write(transaction, time, refused, next, told);
    TaxDocumentStore.requested(transaction, time, next);
    answers.remember(transaction, id.tenant(), attempt, next);
    return answers.commit(transaction).isEmpty();
  }

  /**
   * Takes back an invoice of which SAT knows nothing, and will not: its document, if there is one,
   * is still as it was read.
   */
  public Saved takeBack(
      TenantTime time,
      Invoice.Open was,
      Invoice.Change change,
      Optional<TaxDocument> document,
      Attempt<InvoiceRecord> attempt) {
    var transaction = table.transaction();
    write(transaction, time, was, change, new Reminding.Settle());
    document.ifPresent(
        it -> {
          require(transaction, "tax_document", Keys.taxDocument(it.id()), it.version());
          TaskStore.forget(transaction, it, time.now());
        });
    attempt
        .key()
        .ifPresent(
            _ -> {
              var before = find(was.id()).orElseThrow();
              var after = before.with(change.next(), before.ladder().map(LadderEntry::settled));
              answers.remember(transaction, was.id().tenant(), attempt, after);
            });
    return saved(answers.commit(transaction));
  }

  /**
   * Has SAT asked to cancel a document; what it is of is owed as before until SAT has said what
   * becomes of it.
   *
   * @param invoice the one that is to go with it, still as it was read
   * @return false when either has changed since it was read
   */
  public boolean askToCancel(
      TenantTime time,
      Optional<Invoice.Open> invoice,
      TaxDocument.Stamped was,
      TaxDocument.Cancelling next,
      Attempt<TaxDocument> attempt) {
    var transaction = table.transaction();
    invoice.ifPresent(it -> require(transaction, "head", Keys.invoice(it.id()), it.version()));
    TaxDocumentStore.write(
        transaction,
        time,
        was,
        next,
        named -> List.of(Event.TaxDocumentCancellationRequested.of(next, named)));
    TaxDocumentStore.requested(transaction, time, next);
    answers.remember(transaction, was.id().tenant(), attempt, next);
    return answers.commit(transaction).isEmpty();
  }

  /**
   * SAT has cancelled an invoice's document: the invoice is void with it.
   *
   * @return false when either has changed since it was read
   */
  public boolean cancelled(
      TenantTime time,
      Invoice.Open was,
      Invoice.Change change,
      TaxDocument.Cancelling document,
      TaxDocument.Cancelled next,
      Function<TaxDocument.Named, List<Event>> told) {
    var transaction = table.transaction();
    write(transaction, time, was, change, new Reminding.Settle());
    TaxDocumentStore.write(transaction, time, document, next, told);
    return table.commit(transaction).isEmpty();
  }

  /**
   * Asks for a global invoice, and takes each sale that it speaks of out of the reach of any other.
   *
   * @param tickets each as it was read, if it had a document, and as it is from now on
   * @return false when one of them has changed since it was read
   */
  public <T> boolean openGlobal(
      TenantTime time,
      TaxDocument.Requested global,
      Map<TaxDocument.InGlobal, Optional<TaxDocument>> tickets,
      Attempt<T> attempt,
      T effect) {
    var transaction = table.transaction().insert("tax_document", TaxDocumentItems.head(global));
    tickets.forEach(
        (next, was) -> {
          var head = TaxDocumentItems.head(next);
          if (was.isPresent()) {
            transaction.replace("ticket", head, was.get().version());
          } else {
            transaction.insert("ticket", head);
          }
        });
    TaxDocumentStore.requested(transaction, time, global);
    answers.remember(transaction, global.id().tenant(), attempt, effect);
    return answers.commit(transaction).isEmpty();
  }

  static void require(Transaction transaction, String name, Key key, long version) {
    transaction.require(
        name,
        key,
        "#version = :was",
        Map.of("#version", "version"),
        Map.of(":was", AttributeValue.fromN(Long.toString(version))));
  }

  /** Adds a change of one invoice to a transaction that holds more than it. */
  static void write(
      Transaction transaction,
      TenantTime time,
      Invoice.Issued was,
      Invoice.Change change,
      Reminding reminding) {
    transaction.replace("head", InvoiceItems.head(change.next()), was.version());
    var ladder = Keys.ladder(was.id());
    switch (reminding) {
      case Reminding.Unchanged() -> {}
      case Reminding.Settle() ->
          transaction.update(
              "ladder",
              ladder,
              new Transaction.Updating()
                  .set("state", LadderState.SETTLED.name())
                  .add("version", 1)
                  .remove("at")
                  .remove("byDuePK")
                  .remove("byDueSK"));
      case Reminding.Pause() ->
          transaction.update(
              "ladder",
              ladder,
              new Transaction.Updating()
                  .set("state", LadderState.PAUSED.name())
                  .add("version", 1)
                  .remove("at")
                  .remove("byDuePK")
                  .remove("byDueSK"));
      case Reminding.Plan(var old, var next) -> plan(transaction, old, next);
    }
    if (!(was instanceof Invoice.Open) && change.next() instanceof Invoice.Open open) {
      expectOverdue(transaction, time, open);
    }
    tell(transaction, time, change);
  }

  /**
   * What is owed again after its day had come and gone: the entry was dropped then, for nothing was
   * owed. One that has told it before is dropped again by whoever finds it.
   */
  private static void expectOverdue(Transaction transaction, TenantTime time, Invoice.Open open) {
    if (open.daysOverdue(time.today()) > 0) {
      due(transaction, time, open, new Transaction.Updating(), time.now());
    }
  }

  private static void due(
      Transaction transaction,
      TenantTime time,
      Invoice.Open open,
      Transaction.Updating updating,
      Instant at) {
    var key = Keys.overdue(open.id());
    updating.set("at", Stamp.of(at));
    if (!time.movable()) {
      updating
          .set("byDuePK", Keys.dueHour(at, Keys.shardOf(key)))
          .set("byDueSK", Stamp.of(at) + "#" + key.pk());
    }
    transaction.update("overdue", key, updating);
    DueIndex.point(transaction, time.tenant(), key, time.movable(), Optional.of(at));
  }

  /** Replaces a ladder that is still as it was. */
  static void plan(Transaction transaction, LadderEntry was, LadderEntry next) {
    transaction.replace("ladder", InvoiceItems.ladder(next), was.version());
    DueIndex.point(
        transaction,
        next.invoice().tenant(),
        Keys.ladder(next.invoice()),
        next.movable(),
        next.at());
  }

  private static void tell(Transaction transaction, TenantTime time, Invoice.Change change) {
    var next = change.next();
    change.ledger().forEach(e -> transaction.insert("ledger", InvoiceItems.ledger(next.id(), e)));
    Outbox.write(
        transaction,
        time,
        Keys.partition(next.id()),
        next.id().value(),
        next.id().value(),
        next.version(),
        time.now(),
        change.events());
  }

  /**
   * From the first moment of the day after it was due, it is overdue: once. One that is paid from
   * the beginning is looked for too: its money may go back until then.
   */
  private static void overdueEntry(
      Transaction transaction, TenantTime time, Invoice.Issued issued) {
    var key = Keys.overdue(issued.id());
    var at = Optional.of(overdueAt(time, issued));
    var item =
        Item.at(key)
            .text("tenant", issued.id().tenant().value())
            .text("invoice", issued.id().value())
            .flag("movable", time.movable())
            .instant("at", at);
    transaction.insert("overdue", DueIndex.due(item, key, time.movable(), at));
    DueIndex.point(transaction, time.tenant(), key, time.movable(), at);
  }

  /**
   * Says that an invoice is overdue, once; the entry that asked for it is done with, and so is one
   * that has told it before.
   *
   * @return false when the invoice has changed since it was read
   */
  public boolean markOverdue(TenantTime time, Invoice.Open open) {
    var transaction =
        table
            .transaction()
            .require(
                "head",
                Keys.invoice(open.id()),
                "version = :was",
                Map.of(":was", AttributeValue.fromN(Long.toString(open.version()))))
            .update(
                "overdue",
                Keys.overdue(open.id()),
                new Transaction.Updating()
                    .set("told", Stamp.of(time.now()))
                    .remove("at")
                    .remove("byDuePK")
                    .remove("byDueSK")
                    .when("attribute_exists(PK) AND attribute_not_exists(#told)"));
    // Its own carrier: an overdue invoice has no new version, so payments do not become stale.
    Outbox.write(
        transaction,
        time,
        Keys.partition(open.id()),
        open.id().value(),
        carrier(open.id(), "DUE"),
        1,
        time.now(),
        List.of(
            new Event.InvoiceOverdue(
                open.id(),
                open.bill().customer(),
                open.bill().number(),
                open.amountDue(),
                open.bill().dueOn())));
    var failed = table.commit(transaction);
    if (failed.contains("head")) {
      return false;
    }
    if (!failed.isEmpty()) {
      dropOverdue(open.id());
    }
    return true;
  }

  /** Leaves it for the day after the due date where the tenant is now: it has moved since. */
  public void postponeOverdue(TenantTime time, Invoice.Open open) {
    var unlessTold =
        new Transaction.Updating()
            .when("attribute_exists(PK) AND attribute_not_exists(#told)")
            .name("told");
    var transaction = table.transaction();
    due(transaction, time, open, unlessTold, overdueAt(time, open));
    table.commit(transaction);
  }

  /** Now where the day has passed: the sweep does not come back to hours that it is done with. */
  private static Instant overdueAt(TenantTime time, Invoice.Issued issued) {
    var at = issued.bill().dueOn().plusDays(1).atStartOfDay(time.clock().getZone()).toInstant();
    return at.isBefore(time.now()) ? time.now() : at;
  }

  /** Drops the overdue entry of an invoice that was settled in time. */
  public void dropOverdue(InvoiceId id) {
    table.update(
        Keys.overdue(id),
        new Transaction.Updating()
            .remove("at")
            .remove("byDuePK")
            .remove("byDueSK")
            .when("attribute_exists(PK)"));
  }

  private void declareAnew(
      Transaction transaction, TenantTime time, Invoice.Open open, Terms terms) {
    if (isPue(terms)) {
      expectPayment(transaction, time, open.id(), toldUnpaid(time, open));
      return;
    }
    declareNothing(transaction, time, open.id());
  }

  /** Nobody has to keep any more that it is paid at once. */
  private void declareNothing(Transaction transaction, TenantTime time, InvoiceId id) {
    transaction.remove("pue", Keys.pue(id));
    var task = Keys.task(TaskId.unpaid(id));
    if (table.get(task).isPresent()) {
      transaction.update("task", task, TaskStore.closing(time.now()));
    }
  }

  private static boolean isPue(Terms terms) {
    return terms.paymentMethod().filter("PUE"::equals).isPresent();
  }

  private static Instant toldUnpaid(TenantTime time, Invoice.Open open) {
    return PueTerm.told(open.bill().issuedOn(), time.now(), time.clock().getZone());
  }

  private static void expectPayment(
      Transaction transaction, TenantTime time, InvoiceId id, Instant at) {
    var key = Keys.pue(id);
    transaction.put(
        "pue", DueIndex.due(Item.at(key).instant("at", at), key, time.movable(), Optional.of(at)));
    DueIndex.point(transaction, time.tenant(), key, time.movable(), Optional.of(at));
  }

  /**
   * Says that an invoice declared as paid at once is not paid, and asks the business to see to it;
   * once, for the entry that asked for it goes with it.
   *
   * @return false when the invoice has changed since it was read
   */
  public boolean tellUnpaid(TenantTime time, Invoice.Open open) {
    var zone = time.clock().getZone();
    var bill = open.bill();
    var transaction = table.transaction();
    require(transaction, "head", Keys.invoice(open.id()), open.version());
    transaction.remove("pue", Keys.pue(open.id()));
    TaskStore.raise(
        transaction,
        new Task(
            TaskId.unpaid(open.id()),
            Task.Kind.PUE_NOT_KEPT,
            Optional.of(new TaxDocument.Named(open.id(), bill.number())),
            Optional.of(bill.customer()),
            open.id().value(),
            Optional.empty(),
            Optional.of("unpaid"),
            List.of(),
            time.now(),
            Optional.of(PueTerm.over(bill.issuedOn(), zone)),
            1,
            Optional.empty()));
    Outbox.write(
        transaction,
        time,
        Keys.partition(open.id()),
        open.id().value(),
        carrier(open.id(), "PUE"),
        1,
        time.now(),
        List.of(
            new Event.PueUnpaid(
                open.id(),
                bill.customer(),
                bill.number(),
                open.amountDue(),
                PueTerm.payBy(bill.issuedOn()))));
    var failed = table.commit(transaction);
    if (failed.contains("head")) {
      return false;
    }
    if (!failed.isEmpty()) {
      forgetUnpaid(open.id()); // it was told before
    }
    return true;
  }

  /** Nobody needs to be told that it is unpaid. */
  public void forgetUnpaid(InvoiceId id) {
    table.delete(Keys.pue(id));
  }

  /** Asks for the invoice's mail to go out again; the attempt's own version makes it one more. */
  public Saved requestSend(
      TenantTime time, Invoice.Issued invoice, String request, Attempt<InvoiceRecord> attempt) {
    var transaction =
        table
            .transaction()
            .require(
                "head",
                Keys.invoice(invoice.id()),
                "version = :was",
                Map.of(":was", AttributeValue.fromN(Long.toString(invoice.version()))));
    Outbox.write(
        transaction,
        time,
        Keys.partition(invoice.id()),
        invoice.id().value(),
        request,
        1,
        time.now(),
        List.of(
            new Event.SendRequested(
                invoice.id(), invoice.bill().customer(), invoice.bill().number(), request)));
    attempt
        .key()
        .ifPresent(
            _ ->
                answers.remember(
                    transaction, invoice.id().tenant(), attempt, find(invoice.id()).orElseThrow()));
    return saved(answers.commit(transaction));
  }

  public Optional<InvoiceId> byNumber(TenantId tenant, String number) {
    return unique(tenant, "folio", number);
  }

  public Optional<InvoiceId> byExternalId(TenantId tenant, String externalId) {
    return unique(tenant, "invoice", externalId);
  }

  private Optional<InvoiceId> unique(TenantId tenant, String kind, String value) {
    return table
        .get(Keys.unique(tenant, kind, value))
        .map(row -> new InvoiceId(tenant, row.text("id")));
  }

  /**
   * A tenant's invoices, oldest first.
   *
   * @param beginning the oldest moment the tenant can have one from
   */
  public Listed<InvoiceRecord> list(
      TenantTime time,
      Instant beginning,
      Predicate<InvoiceRecord> wanted,
      Optional<String> after,
      int limit) {
    var entries = Months.entries(table, time, "INVOICE", beginning, after);
    return Listed.page(entries, limit, keys -> lookup(keys).andThen(found -> found.filter(wanted)));
  }

  /** A customer's invoices, oldest first. */
  public Listed<InvoiceRecord> ofCustomer(
      CustomerId customer, Predicate<InvoiceRecord> wanted, Optional<String> after, int limit) {
    var entries =
        table.index(
            "byOwner",
            Keys.partition(customer),
            Optional.of(after.orElse("I#")),
            Optional.of("I#~"));
    return Listed.page(entries, limit, keys -> lookup(keys).andThen(found -> found.filter(wanted)));
  }

  private Function<Key, Optional<InvoiceRecord>> lookup(List<Key> heads) {
    var keys = new ArrayList<Key>();
    for (var head : heads) {
      keys.add(head);
      keys.add(new Key(head.pk(), "DOCUMENT#00"));
      keys.add(new Key(head.pk(), Keys.LADDER));
    }
    var rows = table.getAll(keys);
    return head -> {
      var row = rows.get(head);
      var document = rows.get(new Key(head.pk(), "DOCUMENT#00"));
      if (row == null || document == null) {
        return Optional.empty();
      }
      var json = Json.read(document.text("json"));
      var tenant = new TenantId(row.text("tenant"));
      var terms = TermsJson.read(tenant, json);
      return Optional.of(
          new InvoiceRecord(
              InvoiceItems.invoice(row, terms),
              terms,
              InvoiceItems.parties(json),
              Optional.ofNullable(rows.get(new Key(head.pk(), Keys.LADDER)))
                  .map(InvoiceItems::ladder),
              Json.text(json, "replaces").map(id -> new InvoiceId(tenant, id)),
              Json.text(json, "replaced_by").map(id -> new InvoiceId(tenant, id))));
    };
  }

  /** What carries a fact that is no new version of the invoice; its event ids are its own. */
  static String carrier(InvoiceId id, String fact) {
    return id.value() + fact;
  }

  private static void externalId(Transaction transaction, InvoiceId id, Terms terms) {
    terms
        .externalId()
        .ifPresent(
            external ->
                transaction.insert(
                    "external_id",
                    Item.at(Keys.unique(id.tenant(), "invoice", external)).text("id", id.value())));
  }

  private static void forgetExternalId(Transaction transaction, Invoice.Draft draft) {
    draft
        .terms()
        .externalId()
        .ifPresent(
            external ->
                transaction.remove(
                    "old_external_id", Keys.unique(draft.id().tenant(), "invoice", external)));
  }

  /** A sandbox that has an invoice can no longer set its clock, only advance it. */
  private static void clockInUse(Transaction transaction, TenantTime time) {
    if (time.sandbox()) {
      transaction.clock(time.tenant()).set("used", Stamp.of(time.now()));
    }
  }

  private static Saved saved(List<String> failed) {
    if (failed.isEmpty()) {
      return Saved.SAVED;
    }
    return failed.contains("external_id") ? Saved.EXTERNAL_ID_TAKEN : Saved.STALE;
  }
}
