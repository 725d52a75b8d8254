package mx.aldia.domain.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;

/**
 * Something that happened, in the past tense, with what a reader needs to act on it. Its public
 * name is versioned for ever; its instant, tenant and sequence are the envelope's.
 *
 * <p>An {@link Internal} one carries work from one function to the next and never leaves.
 */
public sealed interface Event {
  /** Work for our own functions; shown to nobody. */
  sealed interface Internal extends Event {}

  record InvoiceIssued(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      Money total,
      LocalDate issuedOn,
      LocalDate dueOn)
      implements Event {}

  record InvoiceDelivered(
      InvoiceId invoice, CustomerId customer, String number, MessageId message, String channel)
      implements Event {}

  record ReceiptConfirmed(InvoiceId invoice, CustomerId customer, String number) implements Event {}

  record InvoiceOverdue(
      InvoiceId invoice, CustomerId customer, String number, Money amountDue, LocalDate dueOn)
      implements Event {}

  record InvoicePaid(
      InvoiceId invoice, CustomerId customer, String number, Money total, LocalDate paidOn)
      implements Event {}

  record InvoiceVoided(InvoiceId invoice, CustomerId customer, String number) implements Event {}

  record InvoiceMarkedUncollectible(
      InvoiceId invoice, CustomerId customer, String number, Money amountDue) implements Event {}

  /**
   * Money was applied to an invoice.
   *
   * @param applied to this invoice, of a payment that may cover several
   * @param remaining what is still due afterwards
   */
  record PaymentReceived(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      PaymentId payment,
      Money applied,
      Money remaining,
      String method,
      LocalDate receivedOn)
      implements Event {}

  record PaymentReversed(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      PaymentId payment,
      Money amount,
      String reason)
      implements Event {}

  /**
   * Another invoice takes its place.
   *
   * @param by that one
   */
  record InvoiceReplaced(InvoiceId invoice, CustomerId customer, String number, InvoiceId by)
      implements Event {}

  /**
   * Money went over from an invoice to the one that takes its place; both are told.
   *
   * @param amount what had been applied to the former, or is to the latter
   */
  record PaymentMoved(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      PaymentId payment,
      Money amount,
      InvoiceId from,
      InvoiceId to)
      implements Event {}

  /**
   * Something was taken off an invoice.
   *
   * @param amount taxes included
   * @param remaining what is still due afterwards
   */
  record CreditNoteIssued(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      CreditNoteId creditNote,
      CreditNote.Kind kind,
      Money amount,
      Money remaining)
      implements Event {}

  /**
   * A credit note was taken back; of a CFDI because SAT has cancelled its egreso.
   *
   * @param amount taxes included: what counts as credited no longer
   * @param remaining what is due afterwards
   */
  record CreditNoteVoided(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      CreditNoteId creditNote,
      Money amount,
      Money remaining)
      implements Event {}

  /**
   * Money that no invoice took, or takes any more: the customer's credit.
   *
   * @param source the payment, or the credit note that gave it back
   */
  record CreditAdded(CustomerId customer, Source source, Money amount) implements Event {
    /** Where credit comes from. */
    public sealed interface Source {
      /** Money beyond what was due. */
      record Paid(PaymentId payment) implements Source {}

      /** Money for what was taken off again. */
      record Credited(CreditNoteId creditNote) implements Source {}
    }
  }

  /** The links given out so far open nothing any more; a new one is there. */
  record InvoiceLinkRenewed(InvoiceId invoice, CustomerId customer, String number)
      implements Event {}

  record RemindersPaused(InvoiceId invoice, CustomerId customer, String number) implements Event {}

  record RemindersResumed(InvoiceId invoice, CustomerId customer, String number) implements Event {}

  record ReminderSent(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      MessageId message,
      int step,
      String tone,
      String channel)
      implements Event {}

  record ReminderSuppressed(
      InvoiceId invoice, CustomerId customer, String number, int step, String reason)
      implements Event {}

  /**
   * It was begun, and nobody can say whether it went out: it counts as sent and is not sent again.
   */
  record ReminderUnconfirmed(
      InvoiceId invoice,
      CustomerId customer,
      String number,
      MessageId message,
      int step,
      String reason)
      implements Event {}

  /** Any message but a reminder and the invoice itself: receipts, thanks. */
  record MessageSent(
      Optional<InvoiceId> invoice,
      CustomerId customer,
      MessageId message,
      String kind,
      String channel)
      implements Event {}

  record MessageBounced(
      Optional<InvoiceId> invoice,
      CustomerId customer,
      MessageId message,
      String kind,
      String channel,
      String reason)
      implements Event {}

  /** It was not sent and will not be: nobody to ask was named, or no way to reach the customer. */
  record MessageSuppressed(
      Optional<InvoiceId> invoice,
      CustomerId customer,
      MessageId message,
      String kind,
      String reason)
      implements Event {}

  /**
   * What the tenant seals with comes to its end.
   *
   * @param number the certificate's
   * @param daysLeft 60, 30 or 7
   */
  record CertificateExpiring(String number, String rfc, Instant validUntil, int daysLeft)
      implements Event {}

  record CustomerOptedOut(CustomerId customer, String channel) implements Event {}

  /**
   * A document for SAT has its folio fiscal.
   *
   * @param payment what a complement is for
   */
  record TaxDocumentStamped(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      Optional<PaymentId> payment,
      String uuid)
      implements Event {}

  /** It was refused, or cannot even be made; the document says all that is to be changed. */
  record TaxDocumentRejected(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      String status,
      List<TaxFinding> findings)
      implements Event {
    public TaxDocumentRejected {
      findings = List.copyOf(findings);
    }
  }

  /**
   * It has been with the certifier for long, and nobody knows what became of it.
   *
   * @param since when it was asked for
   */
  record TaxDocumentDelayed(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      Instant since,
      int hours)
      implements Event {}

  /**
   * What it says was corrected before it was stamped.
   *
   * @param changes by JSON pointer: what was said before and what is said now
   */
  record TaxDocumentCorrected(
      TaxDocumentId document, TaxDocument.Named invoice, CustomerId customer, List<Change> changes)
      implements Event {
    /** One datum. */
    public record Change(String field, Optional<String> was, Optional<String> now) {}

    public TaxDocumentCorrected {
      changes = List.copyOf(changes);
    }
  }

  /** SAT is to be asked to cancel a stamped document. */
  record TaxDocumentCancellationRequested(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      String uuid,
      Motivo motivo,
      Optional<String> substitute)
      implements Event {
    public static TaxDocumentCancellationRequested of(
        TaxDocument.Cancelling document, TaxDocument.Named invoice) {
      var about = document.about();
      var request = document.running().request();
      return new TaxDocumentCancellationRequested(
          about.id(),
          about.type(),
          invoice,
          about.customerOf(invoice),
          document.folioFiscal(),
          request.motivo(),
          request.substitute());
    }
  }

  /**
   * It was asked to be cancelled and stands: the customer said no, or SAT does not take the
   * request.
   *
   * @param by {@code customer} or {@code sat}
   * @param code what SAT or the certifier said
   */
  record TaxDocumentCancellationRefused(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      String uuid,
      String by,
      Optional<String> code)
      implements Event {}

  /**
   * SAT has cancelled it.
   *
   * @param how by whose leave
   */
  record TaxDocumentCancelled(
      TaxDocumentId document,
      TaxDocument.Type kind,
      TaxDocument.Named invoice,
      CustomerId customer,
      String uuid,
      Motivo motivo,
      Optional<String> substitute,
      SatState.How how)
      implements Event {}

  /**
   * An invoice that was declared as paid at once (PUE) is not paid, and its month ends.
   *
   * @param payBy the last day on which what was declared comes true
   */
  record PueUnpaid(
      InvoiceId invoice, CustomerId customer, String number, Money amountDue, LocalDate payBy)
      implements Event {}

  /**
   * A person at the business did what it was asked to do.
   *
   * @param kind of the task
   */
  record TaskDone(
      TaskId task,
      String kind,
      Optional<TaxDocument.Named> invoice,
      Optional<CustomerId> customer,
      String about,
      String outcome)
      implements Event {}

  /** A document is to be built, or its certifier to be asked again. */
  record TaxDocumentRequested(TaxDocumentId document) implements Internal {}

  /** The PDF of an issued invoice is kept and can be sent. */
  record DocumentRendered(InvoiceId invoice, CustomerId customer, String number)
      implements Internal {}

  /**
   * The tenant asked for the invoice to be mailed again.
   *
   * @param request makes this asking one: {@code snd_} and a ULID
   */
  record SendRequested(InvoiceId invoice, CustomerId customer, String number, String request)
      implements Internal {}

  /** A provider told us something; it is stored and waits to be applied. */
  record ProviderEventReceived(String gateway, String providerEvent) implements Internal {}

  /** A new event does not compile until it is named. */
  default String type() {
    return switch (this) {
      case InvoiceIssued _ -> "invoice.issued";
      case InvoiceDelivered _ -> "invoice.delivered";
      case ReceiptConfirmed _ -> "invoice.receipt_confirmed";
      case InvoiceOverdue _ -> "invoice.overdue";
      case InvoicePaid _ -> "invoice.paid";
      case InvoiceVoided _ -> "invoice.voided";
      case InvoiceMarkedUncollectible _ -> "invoice.marked_uncollectible";
      case PaymentReceived _ -> "payment.received";
      case PaymentReversed _ -> "payment.reversed";
      case InvoiceReplaced _ -> "invoice.replaced";
      case PaymentMoved _ -> "payment.moved";
      case CreditNoteIssued _ -> "credit_note.issued";
      case CreditNoteVoided _ -> "credit_note.voided";
      case CreditAdded _ -> "customer.credit_added";
      case InvoiceLinkRenewed _ -> "invoice.link_renewed";
      case RemindersPaused _ -> "reminders.paused";
      case RemindersResumed _ -> "reminders.resumed";
      case ReminderSent _ -> "reminder.sent";
      case ReminderSuppressed _ -> "reminder.suppressed";
      case ReminderUnconfirmed _ -> "reminder.unconfirmed";
      case MessageSent _ -> "message.sent";
      case MessageBounced _ -> "message.bounced";
      case MessageSuppressed _ -> "message.suppressed";
      case CertificateExpiring _ -> "certificate.expiring";
      case CustomerOptedOut _ -> "customer.opted_out";
      case TaxDocumentStamped _ -> "tax_document.stamped";
      case TaxDocumentRejected _ -> "tax_document.rejected";
      case TaxDocumentDelayed _ -> "tax_document.delayed";
      case TaxDocumentCorrected _ -> "tax_document.corrected";
      case TaxDocumentCancellationRequested _ -> "tax_document.cancellation_requested";
      case TaxDocumentCancellationRefused _ -> "tax_document.cancellation_refused";
      case TaxDocumentCancelled _ -> "tax_document.cancelled";
      case PueUnpaid _ -> "invoice.pue_unpaid";
      case TaskDone _ -> "task.done";
      case TaxDocumentRequested _ -> "tax_document.requested";
      case DocumentRendered _ -> "document.rendered";
      case SendRequested _ -> "invoice.send_requested";
      case ProviderEventReceived _ -> "provider_event.received";
    };
  }
}
