package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.xml.WriteXml;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;
import mx.aldia.edge.Log;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;
import mx.aldia.table.TenantTime;

/**
 * Takes a document from where it stands as far as it goes now: drawn up, checked, sealed, stamped.
 *
 * <p>What is sealed is stored before a PAC sees it, and every try sends those bytes, so that a
 * crash, a time-out or a twin makes no second invoice of one: whoever comes later is told 307 with
 * the first one's stamp.
 */
final class StampDocument {
  private static final Log LOG = Log.of(StampDocument.class);

  /** From asked for to stamped is three; the rest is for twins that were quicker. */
  private static final int STEPS = 12;

  /** SAT's own: stamped within 72 hours of its Fecha, or not at all. */
  private static final Duration LIMIT = Duration.ofDays(3);

  /** What a PAC says of a Fecha that is too old. */
  private static final String TOO_OLD = "401";

  /** The first look again, and when the business is told that it takes long. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  /** So long a receipt waits for its complement. */
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private static final List<Duration> PAUSES =
      List.of(
          A_MINUTE,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  private final TenantStore tenants;
  private final TaxDocumentStore documents;
  private final DrawSale sales;
  private final DrawGlobal globals;
  private final DrawComplement complements;
  private final DrawCreditNote creditNotes;
  private final SealingKeys keys;
  private final Certifiers certifiers;
  private final Rules rules = new Rules(Catalogs.own());

  StampDocument(
      TenantStore tenants,
      TaxDocumentStore documents,
      DrawSale sales,
      DrawGlobal globals,
      DrawComplement complements,
      DrawCreditNote creditNotes,
      SealingKeys keys,
      Certifiers certifiers) {
    this.tenants = tenants;
    this.documents = documents;
    this.sales = sales;
    this.globals = globals;
    this.complements = complements;
    this.creditNotes = creditNotes;
    this.keys = keys;
    this.certifiers = certifiers;
  }

  /** When somebody looks after what is begun now, should nobody finish it. */
  static Instant patience(TenantTime time) {
    return time.now().plus(A_MINUTE);
  }

  void stamp(TaxDocumentId id) {
    for (int i = 0; i < STEPS; i++) {
      var document =
          documents.find(id).orElseThrow(() -> new IllegalStateException("no document " + id));
      var open = tenants.open(id.tenant()).orElseThrow();
      boolean done =
          switch (document) {
            case TaxDocument.Requested requested -> seal(open, requested);
            case TaxDocument.Sealed sealed -> certify(open, sealed);
            case TaxDocument.NeedsData _,
                TaxDocument.Rejected _,
                TaxDocument.Stamped _,
                TaxDocument.Cancelling _,
                TaxDocument.Cancelled _,
                TaxDocument.Withdrawn _,
                TaxDocument.InGlobal _ ->
                true;
          };
      if (done) {
        return;
      }
    }
    throw new IllegalStateException("still not done after %d steps: %s".formatted(STEPS, id));
  }

  /** Whether it goes no further. */
  private boolean seal(TenantStore.Open open, TaxDocument.Requested document) {
    var earliest = earliest(open, document.about());
    if (open.time().now().isBefore(earliest)) {
      return document.at().equals(earliest)
          || documents.save(open.time(), document, document.later(earliest), _ -> List.of());
    }
    return switch (draw(open, document.about())) {
      case Drawn.Lacking(var findings, var awaited) ->
          documents.save(
              open.time(),
              document,
              document.lacking(findings, awaited),
              named ->
                  awaited
                      ? List.of(refused(document, named, "needs_data", findings))
                      : List.<Event>of());
      case Drawn.Waiting() ->
          documents.save(
              open.time(),
              document,
              document.later(nextLook(open, document)),
              named ->
                  isLateByNow(open, document)
                      ? List.of(delayed(document, named, open.time().now()))
                      : List.<Event>of());
      case Drawn.Moot() ->
          documents.save(open.time(), document, document.withdrawn(), _ -> List.of());
      case Drawn.Ready(var drawn) -> seal(open, document, drawn);
    };
  }

  /** A complement may wait, as the business wants it. */
  private static Instant earliest(TenantStore.Open open, TaxDocument.About about) {
    var tenant = open.tenant();
    return about.type() == TaxDocument.Type.P
        ? tenant.repTiming().from(about.since(), tenant.zone())
        : about.since();
  }

  private Drawn draw(TenantStore.Open open, TaxDocument.About about) {
    var now = open.time().now();
    return switch (about.type()) {
      case I ->
          about
              .global()
              .map(global -> globals.draw(open.tenant(), about, global.period(), now))
              .orElseGet(() -> sales.draw(about, now));
      case P -> complements.draw(about, now);
      case E -> creditNotes.draw(about, now);
    };
  }

  /** Looks come at twice the age each, so one of them falls into each doubling. */
  private static boolean isLateByNow(TenantStore.Open open, TaxDocument.Requested document) {
    var age = Duration.between(document.about().since(), open.time().now());
    return age.compareTo(TEN_MINUTES) >= 0 && age.compareTo(TEN_MINUTES.multipliedBy(2)) < 0;
  }

  /** The longer it has waited, the longer it waits; what it waits for wakes it by itself. */
  private static Instant nextLook(TenantStore.Open open, TaxDocument.Requested document) {
    var age = Duration.between(document.about().since(), open.time().now());
    var pause = age.compareTo(A_MINUTE) < 0 ? A_MINUTE : age;
    return open.time().now().plus(pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
  }

  private boolean seal(TenantStore.Open open, TaxDocument.Requested document, Documento drawn) {
    var element = drawn.element();
    var broken = rules.check(element, Rules.CONTENT).stream().filter(Finding::blocks).toList();
    if (!broken.isEmpty()) {
      return reject(open, document, document.rejected(ToFix.of(broken)));
    }
    var key = keys.of(open.tenant());
    if (key.isEmpty()) {
      var lacks = List.of(ToFix.noCertificate());
      return documents.save(
          open.time(),
          document,
          document.lacking(lacks, true),
          named -> List.of(refused(document, named, "needs_data", lacks)));
    }
    var sealed = WriteXml.bytes(SealDocument.seal(element, key.get()));
    documents.save(
        open.time(),
        document,
        document.sealed(sealed, open.time().now(), patience(open.time())),
        _ -> List.of());
    return false;
  }

  private boolean certify(TenantStore.Open open, TaxDocument.Sealed document) {
    var id = document.id().value();
    return switch (certifiers.of(open, document).stamp(document.bytes(), id)) {
      case Pac.Stamped(var xml, var stamp, var before) -> {
        LOG.info("stamped", "document", id, "uuid", stamp.uuid(), "before", before);
        var stamped = document.stamped(stamp.uuid(), open.time().now());
        yield documents.stamp(
            open.time(), document, stamped, xml, named -> List.of(told(stamped, named)));
      }
      case Pac.Rejected(var code, _, _)
          when code.equals(TOO_OLD)
              && open.time().now().isAfter(document.sealedAt().plus(LIMIT)) -> {
        LOG.warn("sealed anew, its time is over", "document", id);
        documents.save(open.time(), document, document.anew(), _ -> List.of());
        yield false;
      }
      case Pac.Rejected(var code, var message, var findings) -> {
        LOG.warn("rejected", "document", id, "code", code);
        yield reject(open, document, document.rejected(ToFix.of(code, message, findings)));
      }
      case Pac.Unknown(var why) -> {
        LOG.warn("no answer", "document", id, "tries", document.tries() + 1, "why", why);
        yield wait(open, document);
      }
    };
  }

  private boolean wait(TenantStore.Open open, TaxDocument.Sealed document) {
    var now = open.time().now();
    var first = document.about().type() == TaxDocument.Type.P ? TEN_MINUTES : A_MINUTE;
    var warnings = Delay.told(earliest(open, document.about()), first, open.tenant().zone());
    int due = (int) warnings.stream().filter(at -> !now.isBefore(at)).count();
    int told = Math.max(due, document.warnings());
    var pause = PAUSES.get(Math.min(document.tries(), PAUSES.size() - 1));
    return documents.save(
        open.time(),
        document,
        document.unanswered(told, now.plus(pause)),
        named ->
            told > document.warnings() ? List.of(delayed(document, named, now)) : List.<Event>of());
  }

  private boolean reject(TenantStore.Open open, TaxDocument was, TaxDocument.Rejected rejected) {
    return documents.save(
        open.time(),
        was,
        rejected,
        named -> List.of(refused(was, named, rejected.status(), rejected.reasons())));
  }

  private static Event told(TaxDocument.Stamped stamped, TaxDocument.Named invoice) {
    var about = stamped.about();
    return new Event.TaxDocumentStamped(
        about.id(),
        about.type(),
        invoice,
        about.customerOf(invoice),
        about.payment(),
        stamped.folioFiscal());
  }

  private static Event refused(
      TaxDocument document, TaxDocument.Named invoice, String status, List<TaxFinding> findings) {
    var about = document.about();
    return new Event.TaxDocumentRejected(
        about.id(), about.type(), invoice, about.customerOf(invoice), status, findings);
  }

  private static Event delayed(TaxDocument document, TaxDocument.Named named, Instant now) {
    var about = document.about();
    return new Event.TaxDocumentDelayed(
        about.id(),
        about.type(),
        named,
        about.customerOf(named),
        about.since(),
        (int) Duration.between(about.since(), now).toHours());
  }
}
