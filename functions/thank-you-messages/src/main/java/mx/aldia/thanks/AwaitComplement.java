package mx.aldia.thanks;

import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.Complements;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.TaxDocumentStore;

/**
 * A payment's complement goes with its receipt or its thank-you, as one message. That waits until
 * the complement is stamped, refused or late; whoever stamps tells of each.
 */
final class AwaitComplement {
  private final TaxDocumentStore documents;

  AwaitComplement(TaxDocumentStore documents) {
    this.documents = documents;
  }

  Optional<TaxDocument> find(TaxDocumentId id) {
    return documents.find(id);
  }

  /** What goes with the thanks for a payment; empty while the complement may still come. */
  Optional<List<Attachment>> of(InvoiceRecord found, Optional<PaymentId> payment) {
    if (payment.isEmpty() || !Complements.isDue(found, () -> documents.of(found.invoice().id()))) {
      return Optional.of(List.of());
    }
    return documents
        .find(TaxDocumentId.of(payment.get()))
        .filter(AwaitComplement::isDecided)
        .map(this::asItIs);
  }

  private static boolean isDecided(TaxDocument document) {
    return switch (document) {
      case TaxDocument.Requested _ -> false;
      case TaxDocument.Sealed sealed -> sealed.warnings() > 0;
      case TaxDocument.NeedsData _,
          TaxDocument.Rejected _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelling _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _ ->
          true;
    };
  }

  /** Its XML, if it has one yet. */
  List<Attachment> asItIs(TaxDocument document) {
    return documents
        .xml(document)
        .map(
            xml ->
                List.of(
                    new Attachment(document.uuid().orElseThrow() + ".xml", "application/xml", xml)))
        .orElse(List.of());
  }
}
