package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import mx.aldia.cfdi.cancel.SatRegistry.Answer;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.InvoiceStore;

/**
 * What a sandbox's customer says when SAT asks it about a cancellation: the invoice's metadata
 * {@code sandbox_sat} tells. {@code accept} and {@code refuse} are said an hour after SAT has the
 * request; {@code down:<hours>} keeps SAT silent for so long after it was asked for; anything else
 * is silence, which is a yes after three days.
 */
final class SandboxCustomer {
  static final String TOLD = "sandbox_sat";

  private static final Duration THINKS = Duration.ofHours(1);

  private final InvoiceStore invoices;
  private final TaxDocument.Cancelling document;
  private final Instant now;

  SandboxCustomer(InvoiceStore invoices, TaxDocument.Cancelling document, Instant now) {
    this.invoices = invoices;
    this.document = document;
    this.now = now;
  }

  Answer answer(Instant receivedAt) {
    if (now.isBefore(receivedAt.plus(THINKS))) {
      return Answer.NONE;
    }
    return switch (told()) {
      case "accept" -> Answer.ACCEPTED;
      case "refuse" -> Answer.REFUSED;
      default -> Answer.NONE;
    };
  }

  boolean findsSatDown() {
    var words = told().split(":", 2);
    return words[0].equals("down")
        && words.length == 2
        && words[1].matches("[0-9]{1,4}")
        && now.isBefore(
            document.running().request().at().plus(Duration.ofHours(Integer.parseInt(words[1]))));
  }

  private String told() {
    var first = document.about().invoices().getFirst().invoice();
    return invoices
        .find(first)
        .map(record -> record.terms().metadata().getOrDefault(TOLD, ""))
        .orElse("");
  }
}
