package mx.aldia.domain.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;

/**
 * A CFDI from the moment it is asked for, one type per state: {@code requested -> sealed -> stamped
 * | rejected}. What was sealed stays as it is until the PAC has said what became of it: two seals
 * of one invoice would be two invoices.
 *
 * <p>A stamped one may be asked to be cancelled: {@code stamped -> cancelling -> cancelled}, or it
 * is stamped as before, when the customer refuses or SAT does not take the request.
 */
public sealed interface TaxDocument {
  About about();

  /** One more for every fact; a write states the version it was decided on. */
  long version();

  default TaxDocumentId id() {
    return about().id();
  }

  /** As the API names it. */
  default String status() {
    return switch (this) {
      case Requested _, Sealed _ -> "pending";
      case NeedsData _ -> "needs_data";
      case InGlobal _ -> "in_global";
      case Rejected _ -> "rejected";
      case Stamped _ -> "stamped";
      case Cancelling _ -> "cancellation_requested";
      case Cancelled _, Withdrawn _ -> "cancelled";
    };
  }

  /** What is to be changed; empty where nothing is. */
  default List<TaxFinding> findings() {
    return switch (this) {
      case NeedsData lacking -> lacking.lacks();
      case Rejected rejected -> rejected.reasons();
      case Requested _, Sealed _, Stamped _, Cancelling _, Cancelled _, Withdrawn _, InGlobal _ ->
          List.of();
    };
  }

  /** SAT's folio fiscal, once it has one. */
  default Optional<String> uuid() {
    return switch (this) {
      case Stamped stamped -> Optional.of(stamped.folioFiscal());
      case Cancelling cancelling -> Optional.of(cancelling.folioFiscal());
      case Cancelled cancelled -> Optional.of(cancelled.folioFiscal());
      case Requested _, NeedsData _, Sealed _, Rejected _, Withdrawn _, InGlobal _ ->
          Optional.empty();
    };
  }

  /** The last wish to have it cancelled, whatever became of it. */
  default Optional<Cancellation> cancellation() {
    return switch (this) {
      case Stamped stamped -> stamped.attempt();
      case Cancelling cancelling -> Optional.of(cancelling.running());
      case Cancelled cancelled -> Optional.of(cancelled.end());
      case Requested _, NeedsData _, Sealed _, Rejected _, Withdrawn _, InGlobal _ ->
          Optional.empty();
    };
  }

  /** Whether it is one for SAT and nobody has asked to cancel it. */
  default boolean stands() {
    return this instanceof Stamped;
  }

  /** SAT's c_TipoDeComprobante, as far as this project makes them. */
  enum Type {
    /** Ingreso: a sale. */
    I,
    /** Egreso: a credit note. */
    E,
    /** Pago: the complement for payments received. */
    P
  }

  /** An invoice and the number it is known by. */
  record Named(InvoiceId invoice, String number) {}

  /**
   * What a document is of; it never changes.
   *
   * @param invoices the one it is, or those that it speaks of
   * @param payment of a complement, and of an invoice that is stamped when it is paid
   * @param global the days that a global invoice sums up, and whose each of its invoices is
   * @param since when it was asked for, on the tenant's clock: the issue, or the payment
   * @param movable whether the tenant's clock was set, so that its due entries are accounted for
   * @param replaces the stamped one whose place it takes; that is cancelled once this has its UUID
   * @param receivedOn of a complement, when its money came, in the tenant's zone
   */
  record About(
      TaxDocumentId id,
      Type type,
      CustomerId customer,
      List<Named> invoices,
      Optional<PaymentId> payment,
      Optional<Global> global,
      Instant since,
      boolean movable,
      Optional<TaxDocumentId> replaces,
      Optional<LocalDate> receivedOn) {
    /** Of one customer, taking no other's place. */
    public About(
        TaxDocumentId id,
        Type type,
        CustomerId customer,
        List<Named> invoices,
        Optional<PaymentId> payment,
        Instant since,
        boolean movable) {
      this(id, type, customer, invoices, payment, since, movable, Optional.empty());
    }

    /** Of one customer. */
    public About(
        TaxDocumentId id,
        Type type,
        CustomerId customer,
        List<Named> invoices,
        Optional<PaymentId> payment,
        Instant since,
        boolean movable,
        Optional<TaxDocumentId> replaces) {
      this(
          id,
          type,
          customer,
          invoices,
          payment,
          Optional.empty(),
          since,
          movable,
          replaces,
          Optional.empty());
    }

    /** A global invoice. */
    public About(
        TaxDocumentId id,
        CustomerId customer,
        List<Named> invoices,
        Global global,
        Instant since,
        boolean movable) {
      this(
          id,
          Type.I,
          customer,
          invoices,
          Optional.empty(),
          Optional.of(global),
          since,
          movable,
          Optional.empty(),
          Optional.empty());
    }

    /** The same, of money that came on that day. */
    public About receivedOn(LocalDate day) {
      return new About(
          id,
          type,
          customer,
          invoices,
          payment,
          global,
          since,
          movable,
          replaces,
          Optional.of(day));
    }

    /** Whose invoice it is, of those that it speaks of. */
    public CustomerId customerOf(Named named) {
      return global.map(it -> it.customers().get(invoices.indexOf(named))).orElse(customer);
    }

    /** Whether it is the one document of one invoice. */
    public boolean isOfInvoice() {
      return type == Type.I && id.equals(TaxDocumentId.of(invoices.getFirst().invoice()));
    }

    public About {
      invoices = List.copyOf(invoices);
      int many = invoices.size();
      if (global.filter(it -> it.customers().size() != many).isPresent()) {
        throw new IllegalArgumentException("each invoice is somebody's: " + id);
      }
      if (invoices.isEmpty()) {
        throw new IllegalArgumentException("a document of nothing: " + id);
      }
    }
  }

  /**
   * Sales to nobody in particular, in one document.
   *
   * @param customers of its invoices, in their order
   */
  record Global(GlobalPeriod period, List<CustomerId> customers) {
    public Global {
      customers = List.copyOf(customers);
    }
  }

  /**
   * To be built and sealed.
   *
   * @param at when somebody looks after it, should nobody be at it
   */
  record Requested(About about, Instant at, long version) implements TaxDocument {
    public Sealed sealed(byte[] bytes, Instant when, Instant lookAgain) {
      return new Sealed(about, bytes, when, 0, 0, lookAgain, version + 1);
    }

    public NeedsData lacking(List<TaxFinding> findings, boolean awaited) {
      return new NeedsData(about, findings, awaited, version + 1);
    }

    public Rejected rejected(List<TaxFinding> findings) {
      return new Rejected(about, findings, version + 1);
    }

    public Withdrawn withdrawn() {
      return new Withdrawn(about, version + 1);
    }

    public Requested later(Instant until) {
      return new Requested(about, until, version + 1);
    }
  }

  /**
   * It cannot even be built: data are missing.
   *
   * @param awaited whether somebody waits for it, so that its lack is news
   */
  record NeedsData(About about, List<TaxFinding> lacks, boolean awaited, long version)
      implements TaxDocument {
    public NeedsData {
      lacks = List.copyOf(lacks);
    }
  }

  /**
   * Sealed, and with the PAC: nobody knows yet what became of it.
   *
   * @param bytes exactly as sealed; every try sends these
   * @param sealedAt on the tenant's clock
   * @param tries that brought no answer
   * @param warnings how often the business was told that it takes long
   * @param at when to ask again
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares documents, and one is not changed
  record Sealed(
      About about,
      byte[] bytes,
      Instant sealedAt,
      int tries,
      int warnings,
      Instant at,
      long version)
      implements TaxDocument {
    public Sealed unanswered(int told, Instant again) {
      return new Sealed(about, bytes, sealedAt, tries + 1, told, again, version + 1);
    }

    /** Whether it has taken more than the first minutes that any certifier may take. */
    public boolean isLate() {
      return warnings > 1;
    }

    public Sealed later(Instant until) {
      return new Sealed(about, bytes, sealedAt, tries, warnings, until, version + 1);
    }

    public Stamped stamped(String uuid, Instant when) {
      return new Stamped(about, uuid, when, version + 1);
    }

    public Rejected rejected(List<TaxFinding> findings) {
      return new Rejected(about, findings, version + 1);
    }

    /** Known not to be stamped, and too old to be: it is sealed anew with another Fecha. */
    public Requested anew() {
      return new Requested(about, at, version + 1);
    }
  }

  /** Refused, and will be until something is changed; it has no folio fiscal. */
  record Rejected(About about, List<TaxFinding> reasons, long version) implements TaxDocument {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * It is one for SAT.
   *
   * @param folioFiscal its UUID, in capitals
   * @param stampedAt on the tenant's clock
   * @param attempt a cancellation that came to nothing
   */
  record Stamped(
      About about,
      String folioFiscal,
      Instant stampedAt,
      Optional<Cancellation> attempt,
      long version)
      implements TaxDocument {
    /** One that nobody has asked to cancel. */
    public Stamped(About about, String folioFiscal, Instant stampedAt, long version) {
      this(about, folioFiscal, stampedAt, Optional.empty(), version);
    }

    /**
     * SAT is to be asked.
     *
     * @param at when somebody looks after it, should nobody be at it
     */
    public Cancelling cancelling(Cancellation.Asked asked, Instant at) {
      return new Cancelling(about, folioFiscal, stampedAt, asked, at, version + 1);
    }
  }

  /**
   * SAT is asked to cancel it, and has not said what becomes of it.
   *
   * @param running not over
   * @param at when to ask SAT next
   */
  record Cancelling(
      About about,
      String folioFiscal,
      Instant stampedAt,
      Cancellation running,
      Instant at,
      long version)
      implements TaxDocument {
    public Cancelling {
      if (running.isOver()) {
        throw new IllegalArgumentException("what is over is not cancelling: " + about.id());
      }
    }

    public Cancelling later(Instant until) {
      return new Cancelling(about, folioFiscal, stampedAt, running, until, version + 1);
    }

    /** What follows from how the cancellation stands now. */
    public TaxDocument told(Cancellation next, Instant now) {
      return switch (next) {
        case Cancellation.Asked _, Cancellation.InProcess _ ->
            new Cancelling(
                about, folioFiscal, stampedAt, next, next.nextLook(now).orElseThrow(), version + 1);
        case Cancellation.Cancelled end ->
            new Cancelled(about, folioFiscal, stampedAt, end, version + 1);
        case Cancellation.Refused _, Cancellation.Impossible _ ->
            new Stamped(about, folioFiscal, stampedAt, Optional.of(next), version + 1);
      };
    }
  }

  /** SAT has cancelled it. */
  record Cancelled(
      About about, String folioFiscal, Instant stampedAt, Cancellation.Cancelled end, long version)
      implements TaxDocument {}

  /** What it was of was taken back before it was sealed: SAT never hears of it. */
  record Withdrawn(About about, long version) implements TaxDocument {}

  /**
   * It has no document of its own: a global invoice speaks of it, and no other does.
   *
   * @param global that document
   */
  record InGlobal(About about, TaxDocumentId global, long version) implements TaxDocument {
    /** The global invoice is cancelled, and it may have one of its own. */
    public Requested freed(Instant at) {
      return new Requested(about, at, version + 1);
    }
  }

  /**
   * The same to be built anew, for what was wrong may have been mended; not while it is sealed.
   *
   * @param at when somebody looks after it, should nobody be at it
   */
  default Optional<Requested> again(Instant at) {
    return switch (this) {
      case NeedsData _, Rejected _ -> Optional.of(new Requested(about(), at, version() + 1));
      case Requested _, Sealed _, Stamped _, Cancelling _, Cancelled _, Withdrawn _, InGlobal _ ->
          Optional.empty();
    };
  }

  /** The same, never to be sealed; empty where somebody has sealed it, and SAT may know it. */
  default Optional<Withdrawn> neverSealed() {
    return switch (this) {
      case Requested _, NeedsData _, Rejected _ ->
          Optional.of(new Withdrawn(about(), version() + 1));
      case Sealed _, Stamped _, Cancelling _, Cancelled _, Withdrawn _, InGlobal _ ->
          Optional.empty();
    };
  }

  /** When somebody looks after it; empty where nothing is under way. */
  default Optional<Instant> wakes() {
    return switch (this) {
      case Requested requested -> Optional.of(requested.at());
      case Sealed sealed -> Optional.of(sealed.at());
      case Cancelling cancelling -> Optional.of(cancelling.at());
      case NeedsData _, Rejected _, Stamped _, Cancelled _, Withdrawn _, InGlobal _ ->
          Optional.empty();
    };
  }

  /** The same, looked after at another instant. */
  default TaxDocument at(Instant instant) {
    return switch (this) {
      case Requested requested -> requested.later(instant);
      case Sealed sealed -> sealed.later(instant);
      case Cancelling cancelling -> cancelling.later(instant);
      case NeedsData _, Rejected _, Stamped _, Cancelled _, Withdrawn _, InGlobal _ -> this;
    };
  }
}
