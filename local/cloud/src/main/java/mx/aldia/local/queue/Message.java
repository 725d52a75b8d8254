package mx.aldia.local.queue;

import java.time.Instant;

/**
 * A message as one receiver holds it.
 *
 * @param receipt by which it is deleted or given back
 * @param attributes what the sender attached, in SQS's JSON
 * @param receiveCount how often it was handed out, this time included
 */
public record Message(
    String id,
    String receipt,
    String body,
    String attributes,
    Instant sentAt,
    Instant firstReceivedAt,
    int receiveCount) {}
