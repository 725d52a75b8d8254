package mx.aldia.channels;

import mx.aldia.domain.message.MessageId;

/**
 * One text message.
 *
 * @param to E.164: {@code +525512345678}
 */
public record Sms(MessageId id, String to, String text) {}
