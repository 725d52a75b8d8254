package mx.aldia.gateways;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A payment provider, as its notifications show it.
 *
 * <p>Verifying and reading are two steps: what was verified is stored to the byte and answered at
 * once; it is read later, as often as need be.
 */
public sealed interface Gateway permits StripeGateway {
  /** The provider of that name, as routes and settings write it; empty if we know none. */
  static Optional<Gateway> named(String name) {
    return switch (name) {
      case StripeGateway.NAME -> Optional.of(new StripeGateway());
      default -> Optional.empty();
    };
  }

  /** {@code stripe}; in routes, in settings, and in the key of every payment that came this way. */
  String name();

  /**
   * Whether a request is the provider's own, by the rules of its signature.
   *
   * @param secrets those in force; two while they are being exchanged
   * @param wall the wall clock, for every tenant: a signature ages in real time
   */
  Verdict verify(ProviderRequest request, List<String> secrets, Instant wall);

  /**
   * What a verified body says about money. Never throws: what cannot be understood is {@link
   * ProviderNotice.Unclear}.
   */
  ProviderNotice read(byte[] body);
}
