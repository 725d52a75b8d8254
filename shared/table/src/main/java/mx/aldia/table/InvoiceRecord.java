package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;

/**
 * An invoice with what it says.
 *
 * @param parties as they were on issue; empty while it is a draft
 * @param ladder where its reminders stand; empty while it is a draft
 */
public record InvoiceRecord(
    Invoice invoice, Terms terms, Optional<Parties> parties, Optional<LadderEntry> ladder) {}
