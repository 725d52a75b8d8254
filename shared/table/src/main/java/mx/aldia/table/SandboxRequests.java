package mx.aldia.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a sandbox's SAT was asked to cancel, by UUID. */
public final class SandboxRequests {
  private final Table table;

  public SandboxRequests(Table table) {
    this.table = table;
  }

  /**
   * The last request for one document.
   *
   * @param receivedAt on the tenant's clock
   * @param times how often it was asked for
   */
  public record Received(Instant receivedAt, int times) {}

  public Optional<Received> find(TenantId tenant, String uuid) {
    return table
        .get(Keys.sandboxRequest(tenant, uuid))
        .map(row -> new Received(row.instant("receivedAt"), (int) row.number("times")));
  }

  /** Keeps a request; false if it is not the next one any more. */
  public boolean save(TenantId tenant, String uuid, Received next) {
    var item =
        Item.at(Keys.sandboxRequest(tenant, uuid))
            .instant("receivedAt", next.receivedAt())
            .number("times", next.times());
    if (next.times() == 1) {
      return table.insertIfAbsent(item);
    }
    var transaction =
        table
            .transaction()
            .putWhen(
                "request",
                item,
                "#times = :was",
                Map.of("#times", "times"),
                Map.of(":was", AttributeValue.fromN(Integer.toString(next.times() - 1))));
    return table.commit(transaction).isEmpty();
  }
}
