package mx.aldia.table;

import java.time.Instant;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;

/**
 * Every key of the table is made here and nowhere else. The tenant is in every partition key but
 * those of API keys and links, which are looked up by a hash that nobody can guess.
 */
final class Keys {
  /** 64 partitions an hour carry 64 000 writes a second before one is hot (1 000 each). */
  static final int DUE_SHARDS = 64;

  static final String EVENT = "EVENT#";
  static final String HELD = "HELD#";
  static final String LEDGER = "LEDGER#";
  static final String CREDIT_NOTE = "CREDIT#";
  static final String APPLIED = "APPLIED#";
  static final String MESSAGE = "MESSAGE#";
  static final String PAYMENT = "PAYMENT";
  static final String POLICY = "POLICY#";
  static final String GATEWAY = "GATEWAY#";
  static final String SECRET = "SECRET#";
  static final String LADDER = "DUE#LADDER";
  static final String HELD_MESSAGE = "DUE#MESSAGE#";
  static final String OVERDUE = "DUE#OVERDUE";
  static final String PUE = "DUE#PUE";
  static final String CERTIFICATE = "DUE#CERTIFICATE";
  static final String CLOCK = "CLOCK";
  static final String TAX_DOCUMENT = "TAX";

  private Keys() {}

  static String partition(TenantId tenant) {
    return "T#" + tenant.value();
  }

  /** The tenant of a partition that is the tenant's own. */
  static TenantId tenantOf(String partition) {
    return new TenantId(partition.substring("T#".length()));
  }

  /** The tenant whose own partition this is; empty for one of its customers, invoices and so on. */
  static Optional<TenantId> ownerOf(String partition) {
    return Optional.of(partition)
        .filter(it -> it.startsWith("T#") && it.indexOf('#', 2) < 0)
        .map(Keys::tenantOf);
  }

  static String partition(CustomerId id) {
    return partition(id.tenant()) + "#C#" + id.value();
  }

  static String partition(InvoiceId id) {
    return partition(id.tenant()) + "#I#" + id.value();
  }

  /** The invoice whose partition this is. */
  static Optional<InvoiceId> invoiceOf(String partition) {
    var parts = partition.split("#", -1);
    return parts.length == 4 && parts[0].equals("T") && parts[2].equals("I")
        ? Optional.of(new InvoiceId(new TenantId(parts[1]), parts[3]))
        : Optional.empty();
  }

  static String partition(TaxDocumentId id) {
    return partition(id.tenant()) + "#D#" + id.value();
  }

  /** The document for SAT whose partition this is. */
  static Optional<TaxDocumentId> taxDocumentOf(String partition) {
    var parts = partition.split("#", -1);
    return parts.length == 4 && parts[0].equals("T") && parts[2].equals("D")
        ? Optional.of(new TaxDocumentId(new TenantId(parts[1]), parts[3]))
        : Optional.empty();
  }

  static Key taxDocument(TaxDocumentId id) {
    return new Key(partition(id), TAX_DOCUMENT);
  }

  /** The document exactly as it was stamped. */
  static Key cfdi(TaxDocumentId id, String uuid) {
    return new Key(partition(id), "CFDI#" + uuid);
  }

  /** What a person at the business is asked to do. */
  static Key task(TaskId id) {
    return new Key(partition(id.tenant()) + "#K#" + id.value(), "TASK");
  }

  /** SAT's receipt for the wish to have it cancelled. */
  static Key acuse(TaxDocumentId id, String uuid) {
    return new Key(partition(id), "ACUSE#" + uuid);
  }

  /** What the sandbox's SAT was asked of a document. */
  static Key sandboxRequest(TenantId tenant, String uuid) {
    return new Key(partition(tenant) + "#S#" + uuid, "REQUEST");
  }

  /** What the sandbox's certifier remembers of a seal. */
  static Key sandboxStamp(TenantId tenant, String sealHash) {
    return new Key(partition(tenant) + "#S#" + sealHash, "STAMP");
  }

  static Key pac(TenantId id) {
    return new Key(partition(id), "PAC");
  }

  static Key tenant(TenantId id) {
    return new Key(partition(id), "TENANT");
  }

  static Key clock(TenantId id) {
    return new Key(partition(id), CLOCK);
  }

  static Key policy(PolicyId id) {
    return new Key(partition(id.tenant()), POLICY + id.value());
  }

  static Key gateway(TenantId tenant, String name) {
    return new Key(partition(tenant), GATEWAY + name);
  }

  static Key secret(TenantId tenant, String name) {
    return new Key(partition(tenant), SECRET + name);
  }

  /** What seals the tenant's documents. */
  static Key csd(TenantId tenant) {
    return new Key(partition(tenant), "CSD");
  }

  /** What sealed them before. */
  static Key csd(TenantId tenant, String number) {
    return new Key(partition(tenant), "CSD#" + number);
  }

  /** When the tenant is next warned that its certificate expires. */
  static Key certificateDue(TenantId tenant) {
    return new Key(partition(tenant), CERTIFICATE);
  }

  static Key apiKey(String hash) {
    return new Key("K#" + hash, "KEY");
  }

  static Key customer(CustomerId id) {
    return new Key(partition(id), "CUSTOMER");
  }

  static Key account(CustomerId id) {
    return new Key(partition(id), "ACCOUNT");
  }

  static Key contacts(CustomerId id) {
    return new Key(partition(id), "CONTACTS");
  }

  /** A message lies at its invoice under what it says, which is there once. */
  static Key message(InvoiceId invoice, MessageId id) {
    return new Key(partition(invoice), MESSAGE + id.value());
  }

  /** Where a message lies follows from its id; empty for what is no id of a message. */
  static Optional<Key> message(MessageId id) {
    var parts = id.value().split("_", 3);
    return parts.length == 3 && parts[0].equals("msg")
        ? Optional.of(message(new InvoiceId(id.tenant(), "inv_" + parts[1]), id))
        : Optional.empty();
  }

  static String withoutPrefix(String id) {
    return id.substring(id.indexOf('_') + 1);
  }

  static Key product(ProductId id) {
    return new Key(partition(id.tenant()) + "#R#" + id.value(), "PRODUCT");
  }

  static Key invoice(InvoiceId id) {
    return new Key(partition(id), "INVOICE");
  }

  static Key document(InvoiceId id) {
    return new Key(partition(id), "DOCUMENT#00");
  }

  /** What the PDF is printed of. */
  static Key sheet(InvoiceId id) {
    return new Key(partition(id), "SHEET");
  }

  static Key ledger(InvoiceId id, long sequence) {
    return new Key(partition(id), LEDGER + Stamp.sequence(sequence));
  }

  static Key creditNote(InvoiceId invoice, CreditNoteId id) {
    return new Key(partition(invoice), CREDIT_NOTE + id.value());
  }

  static Key advance(AdvanceId id) {
    return new Key(partition(id.invoice()), "ADVANCE");
  }

  /** What one credit note took of an advance. */
  static Key applied(AdvanceId id, CreditNoteId note) {
    return new Key(partition(id.invoice()), APPLIED + note.value());
  }

  static Key ladder(InvoiceId id) {
    return new Key(partition(id), LADDER);
  }

  /** A message about an invoice that waits for its hour. */
  static Key held(InvoiceId id, MessageId message) {
    return new Key(partition(id), HELD_MESSAGE + message.value());
  }

  static Key overdue(InvoiceId id) {
    return new Key(partition(id), OVERDUE);
  }

  /** When the business is told that what it declared as paid at once is not. */
  static Key pue(InvoiceId id) {
    return new Key(partition(id), PUE);
  }

  static Key unique(TenantId tenant, String kind, String value) {
    return new Key(partition(tenant) + "#U#" + kind + "#" + value, "UNIQUE");
  }

  static Key pointer(TenantId tenant, String id) {
    return new Key(partition(tenant) + "#ID#" + id, "POINTER");
  }

  static Key counter(TenantId tenant, String series) {
    return new Key(partition(tenant) + "#N#" + series, "COUNTER");
  }

  static Key payment(TenantId tenant, String provider, String providerId) {
    return new Key(partition(tenant) + "#P#" + provider + "#" + providerId, PAYMENT);
  }

  static Key event(String subjectPartition, String carrier, long sequence, int n) {
    return new Key(
        subjectPartition, EVENT + carrier + "#" + Stamp.sequence(sequence) + "#%02d".formatted(n));
  }

  static Key providerEvent(TenantId tenant, String provider, String id) {
    return new Key(partition(tenant) + "#W#" + provider + "#" + id, "SEEN");
  }

  /** What waits for a provider's money, by its id, beside what the provider told of it. */
  static Key held(TenantId tenant, String provider, String money, String event) {
    return new Key(heldFor(tenant, provider, money), HELD + event);
  }

  static String heldFor(TenantId tenant, String provider, String money) {
    return partition(tenant) + "#W#" + provider + "#" + money;
  }

  /** A consumer's word that it is done with an event of a sandbox tenant. */
  static Key acknowledged(TenantId tenant, String consumer, String event) {
    return new Key(partition(tenant) + "#W#" + consumer + "#" + event, "DONE");
  }

  static Key request(TenantId tenant, String key) {
    return new Key(partition(tenant) + "#Q#" + key, "REQUEST");
  }

  static Key link(String tokenHash) {
    return new Key("L#" + tokenHash, "LINK");
  }

  /** Where a sandbox tenant's due entries wait for its own clock. */
  static String sandboxDue(TenantId tenant) {
    return partition(tenant) + "#DUE";
  }

  static Key sandboxDue(TenantId tenant, Instant at, Key entry) {
    return new Key(sandboxDue(tenant), Stamp.of(at) + "#" + entry.pk() + "#" + entry.sk());
  }

  static Key watermark() {
    return new Key("SWEEP", "WATERMARK");
  }

  /** The partition of the due index for an hour and one of its shards. */
  static String dueHour(Instant at, int shard) {
    return "DUE#" + Stamp.hour(at) + "#%02d".formatted(shard);
  }

  static int shardOf(Key entry) {
    return Math.floorMod(entry.pk().hashCode(), DUE_SHARDS);
  }

  static String apiKeys(TenantId tenant) {
    return partition(tenant) + "#KEYS";
  }

  static String customers(TenantId tenant) {
    return partition(tenant) + "#CUSTOMERS";
  }

  static String tasks(TenantId tenant) {
    return partition(tenant) + "#TASKS";
  }

  static String products(TenantId tenant) {
    return partition(tenant) + "#PRODUCTS";
  }

  /** A month of one type in the list index. */
  static String month(TenantId tenant, String type, String yyyyMM) {
    return partition(tenant) + "#" + type + "#" + yyyyMM;
  }
}
