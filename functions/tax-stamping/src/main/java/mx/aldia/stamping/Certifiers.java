package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.pac.Mood;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.cfdi.pac.SandboxPac;
import mx.aldia.cfdi.pac.StampMemory;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.SandboxStamps;
import mx.aldia.table.TenantStore;

/**
 * Who stamps a document: for a live tenant its PAC or the operator's, for a sandbox a certifier of
 * our own, whose stamps are worth nothing and whose memory is the table.
 *
 * <p>It can be told to go wrong by the invoice's metadata {@code sandbox_pac}: {@code timeout}
 * stamps and does not answer the first time; {@code down:<hours>} neither answers nor stamps until
 * so long after the invoice was issued; {@code reject:<code>} refuses what is sealed first, with
 * SAT's code. {@code sandbox_pac_complement} says the same of its payments' complements, and {@code
 * sandbox_pac_credit_note} of its credit notes.
 */
final class Certifiers {
  private static final String TOLD = "sandbox_pac";
  private static final String TOLD_OF_COMPLEMENTS = "sandbox_pac_complement";
  private static final String TOLD_OF_CREDIT_NOTES = "sandbox_pac_credit_note";

  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** Sealed as its second version, the one that was asked for being the first. */
  private static final long FIRST_SEALED = 2;

  private final SealingKeys keys;
  private final SandboxStamps stamps;
  private final InvoiceStore invoices;
  private final LivePacs live;
  private final Rules rules = new Rules(Catalogs.own());

  Certifiers(SealingKeys keys, SandboxStamps stamps, InvoiceStore invoices, LivePacs live) {
    this.live = live;
    this.keys = keys;
    this.stamps = stamps;
    this.invoices = invoices;
  }

  Pac of(TenantStore.Open open, TaxDocument.Sealed document) {
    if (!open.tenant().isSandbox()) {
      return live.of(open.tenant().id())
          .map(LivePacs.Certifier::pac)
          .orElse((_, _) -> new Pac.Unknown("no certifier is configured"));
    }
    var mood = mood(document, open.time().now());
    return new SandboxPac(
        keys.ofSandboxPac(),
        open.time().clock(),
        rules,
        memory(open.tenant().id()),
        (_, _) -> mood,
        _ -> {});
  }

  private Mood mood(TaxDocument.Sealed document, Instant now) {
    var first = document.about().invoices().getFirst().invoice();
    var told =
        switch (document.about().type()) {
          case I -> TOLD;
          case P -> TOLD_OF_COMPLEMENTS;
          case E -> TOLD_OF_CREDIT_NOTES;
        };
    var words =
        invoices
            .find(first)
            .map(record -> record.terms().metadata().getOrDefault(told, ""))
            .orElse("")
            .split(":", 2);
    return switch (words[0]) {
      case "timeout" -> new Mood.SilentAfterStamping();
      case "down" ->
          now.isBefore(document.about().since().plus(hours(words))) ? new Mood.Down() : Mood.NORMAL;
      case "reject" ->
          words.length == 2 && document.version() - document.tries() == FIRST_SEALED
              ? new Mood.Refusing(words[1])
              : Mood.NORMAL;
      default -> Mood.NORMAL;
    };
  }

  private static Duration hours(String[] words) {
    return words.length == 2 && words[1].matches("[0-9]{1,4}")
        ? Duration.ofHours(Integer.parseInt(words[1]))
        : AN_HOUR;
  }

  private StampMemory memory(TenantId tenant) {
    return new StampMemory() {
      @Override
      public Optional<String> find(String seal) {
        return stamps.find(tenant, seal);
      }

      @Override
      public String keepFirst(String seal, String xml) {
        return stamps.keepFirst(tenant, seal, xml);
      }
    };
  }
}
