package mx.aldia.domain.tenant;

import java.time.Instant;
import java.util.Optional;

/**
 * A tenant's account at a payment provider; its secrets are stored encrypted, beside it.
 *
 * @param name stripe, mercado_pago, paypal, ...
 * @param apiBase a stand-in for the provider, for sandbox tenants only
 */
public record GatewayAccount(
    String name,
    boolean hasWebhookSecret,
    boolean hasApiKey,
    Optional<String> apiBase,
    Instant updatedAt) {}
