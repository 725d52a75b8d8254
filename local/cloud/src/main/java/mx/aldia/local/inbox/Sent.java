package mx.aldia.local.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that left, as its provider saw it.
 *
 * @param id what the provider answered
 * @param channel {@code email} or {@code sms}
 * @param at when it came, on the wall clock; a mail's own date is in its header
 * @param from empty for an SMS
 * @param text of an SMS; a mail's is read from its file
 * @param tags that the sender attached for its own use
 */
public record Sent(
    String id,
    String channel,
    Instant at,
    String from,
    List<String> to,
    String text,
    Map<String, String> tags) {}
