package mx.aldia.stamping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.cancel.SatRegistry;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.SandboxRequests;
import mx.aldia.table.TaxDocumentStore;

/** What a sandbox's SAT knows: the documents of the tenant, and what was asked about them. */
final class SandboxRegistry implements SatRegistry {
  private final TaxDocumentStore documents;
  private final SandboxRequests requests;
  private final SandboxCustomer customer;
  private final TenantId tenant;

  SandboxRegistry(
      TaxDocumentStore documents,
      SandboxRequests requests,
      SandboxCustomer customer,
      TenantId tenant) {
    this.documents = documents;
    this.requests = requests;
    this.customer = customer;
    this.tenant = tenant;
  }

  @Override
  public Optional<String> document(String uuid) {
    return stamped(uuid).flatMap(documents::xml).map(xml -> new String(xml, UTF_8));
  }

  @Override
  public List<String> dependents(String uuid) {
    return stamped(uuid)
        .filter(document -> document.about().type() == TaxDocument.Type.I)
        .map(document -> documents.tiedTo(document.about().invoices().getFirst().invoice()))
        .orElse(List.of())
        .stream()
        .flatMap(document -> document.uuid().stream())
        .toList();
  }

  @Override
  public Optional<Entry> find(String uuid) {
    return requests
        .find(tenant, uuid)
        .map(
            received ->
                new Entry(
                    received.receivedAt(),
                    received.times(),
                    customer.answer(received.receivedAt())));
  }

  @Override
  public boolean save(String uuid, Optional<Entry> was, Entry now) {
    return requests.save(tenant, uuid, new SandboxRequests.Received(now.receivedAt(), now.times()));
  }

  private Optional<TaxDocument> stamped(String uuid) {
    return documents.byUuid(tenant, uuid).flatMap(documents::find);
  }
}
