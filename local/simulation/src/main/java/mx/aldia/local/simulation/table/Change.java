package mx.aldia.local.simulation.table;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item before and after a write; empty where there was none, or is none any more.
 *
 * @param pk its partition, and {@code sk} its place there
 */
public record Change(
    String pk,
    String sk,
    Optional<Map<String, AttributeValue>> before,
    Optional<Map<String, AttributeValue>> after) {}
