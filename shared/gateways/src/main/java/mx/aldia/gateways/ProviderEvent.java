package mx.aldia.gateways;

import java.time.Instant;

/**
 * What is known of a notification before it is understood.
 *
 * @param id the provider's; the same notification told again has the same
 * @param type as the provider names it; may be empty
 * @param occurredAt as the provider says, else when it came in
 */
public record ProviderEvent(String id, String type, Instant occurredAt) {}
