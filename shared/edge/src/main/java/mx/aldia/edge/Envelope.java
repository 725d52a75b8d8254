package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import mx.aldia.domain.tenant.TenantId;

/**
 * An event as the bus carries it; nothing may rely on the order in which they come.
 *
 * @param id deterministic: {@code evt_<subject ULID>_<sequence>_<n>}
 * @param type without a version: {@code invoice.paid}, {@code document.rendered}
 * @param schema the version of {@code data}
 * @param subject whose history it belongs to: {@code inv_}, {@code cus_}, ...
 * @param sequence of the subject; a consumer compares it where order matters
 * @param at on the tenant's clock
 * @param accounted whether a sandbox's clock waits for its consumers
 */
public record Envelope(
    String id,
    String type,
    int schema,
    TenantId tenant,
    String subject,
    long sequence,
    Instant at,
    JsonNode data,
    boolean accounted) {

  /**
   * Reads the {@code detail} of a bus event, or an envelope that came another way.
   *
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  public static Envelope of(JsonNode json) {
    return new Envelope(
        text(json, "id"),
        text(json, "type"),
        (int) whole(json, "schema"),
        new TenantId(text(json, "tenant")),
        text(json, "subject"),
        whole(json, "sequence"),
        instant(json),
        json.path("data"),
        json.path("accounted").booleanValue());
  }

  /** As it goes to the bus. */
  public JsonObject json() {
    var envelope =
        new JsonObject()
            .text("id", id)
            .text("type", type)
            .integer("schema", schema)
            .text("tenant", tenant.value())
            .text("subject", subject)
            .integer("sequence", sequence)
            .instant("at", at)
            .tree("data", data);
    return accounted ? envelope.bool("accounted", true) : envelope;
  }

  /**
   * A text of the data.
   *
   * @throws IllegalArgumentException if it is not there
   */
  public String text(String name) {
    return text(data, name);
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("an event without the text " + name);
    }
    return value.textValue();
  }

  private static long whole(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("an event without the number " + name);
    }
    return value.longValue();
  }

  private static Instant instant(JsonNode json) {
    try {
      return Instant.parse(text(json, "at"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an event without an instant", e);
    }
  }

  /** Its data stay out of logs. */
  @Override
  public String toString() {
    return type + " " + id;
  }
}
