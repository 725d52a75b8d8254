package mx.aldia.reminders;

import java.time.Duration;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** Has a document for SAT gone on with that is due: who stamps is told by an event of its own. */
final class WakeDocument {
  /** Who stamps says itself when it wants to be woken next; this is for when it cannot. */
  private static final Duration SHOULD_NOBODY_COME = Duration.ofMinutes(10);

  private final TenantStore tenants;
  private final TaxDocumentStore documents;

  WakeDocument(TenantStore tenants, TaxDocumentStore documents) {
    this.tenants = tenants;
    this.documents = documents;
  }

  /** One that changed meanwhile has somebody at it, and is asked for again should it be due. */
  void wake(TaxDocumentId id) {
    var time = tenants.open(id.tenant()).orElseThrow().time();
    documents
        .find(id)
        .filter(document -> document.wakes().filter(at -> !at.isAfter(time.now())).isPresent())
        .ifPresent(
            document ->
                documents.request(
                    time, document, document.at(time.now().plus(SHOULD_NOBODY_COME))));
  }
}
