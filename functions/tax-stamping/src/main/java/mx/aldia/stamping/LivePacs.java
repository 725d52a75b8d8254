package mx.aldia.stamping;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import mx.aldia.cfdi.cancel.Canceller;
import mx.aldia.cfdi.cancel.SatStatus;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.domain.tax.PacAccount;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.pacs.Finkok;
import mx.aldia.pacs.SatOverSoap;
import mx.aldia.pacs.SwAccess;
import mx.aldia.pacs.SwSapien;
import mx.aldia.pacs.Wire;
import mx.aldia.table.PacStore;
import mx.aldia.table.TenantStore;

/**
 * The certifier a live tenant has a contract with, or the operator's for those that have none; and
 * SAT itself.
 */
final class LivePacs {
  /** A batch of five that nobody answers still ends within the function's minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PacStore accounts;
  private final Function<PacAccount, URI> host;
  private final Consumer<Duration> pause;
  private final Wire wire = new Wire(PATIENCE);
  private final SatStatus sat;

  /** SW's token of two hours lives in here; another account is another certifier. */
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  /**
   * Certifiers over the network.
   *
   * @param host where an account's certifier is
   * @param sat where SAT's status service is
   * @param pause waits that long
   */
  LivePacs(PacStore accounts, Function<PacAccount, URI> host, URI sat, Consumer<Duration> pause) {
    this.accounts = accounts;
    this.host = host;
    this.sat = new SatOverSoap(wire, sat);
    this.pause = pause;
  }

  /** Where the certifiers say that they are. */
  static URI host(PacAccount account) {
    return switch (account.provider()) {
      case SW -> account.test() ? SwSapien.TEST : SwSapien.LIVE;
      case FINKOK -> account.test() ? Finkok.TEST : Finkok.LIVE;
    };
  }

  /** One and the same certifier, for both of its trades. */
  record Certifier(Pac pac, Canceller canceller) {}

  private record Known(PacAccount account, Certifier certifier) {}

  Optional<Certifier> of(TenantId tenant) {
    return contractOf(tenant).or(() -> contractOf(TenantStore.OPERATOR));
  }

  SatStatus sat() {
    return sat;
  }

  private Optional<Certifier> contractOf(TenantId owner) {
    var account = accounts.find(owner);
    if (account.isEmpty()) {
      return Optional.empty();
    }
    var before = known.get(owner);
    if (before != null && before.account().equals(account.get())) {
      return Optional.of(before.certifier());
    }
    return accounts
        .open(owner)
        .map(
            opened -> {
              var certifier = certifier(opened);
              known.put(owner, new Known(opened.account(), certifier));
              return certifier;
            });
  }

  private Certifier certifier(PacStore.Opened opened) {
    var access = opened.access();
    var base = host.apply(opened.account());
    if (opened.account().provider() == PacAccount.Provider.FINKOK) {
      var finkok = new Finkok(wire, base, access.user(), access.secret(), pause);
      return new Certifier(finkok, finkok);
    }
    var sw =
        new SwSapien(
            wire,
            base,
            access.isToken()
                ? new SwAccess.Token(access.secret())
                : new SwAccess.Account(access.user(), access.secret()));
    return new Certifier(sw, sw);
  }
}
