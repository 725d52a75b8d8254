package mx.aldia.table;

import java.time.Instant;
import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;

/**
 * When something is to happen. An entry of a live tenant lies in the sharded index that the
 * minute's sweep reads; one of a sandbox whose clock was set has a pointer in the tenant's own
 * partition, which the clock's advance reads with strong consistency. A pointer is a hint: whoever
 * finds that its entry says otherwise removes it.
 */
final class DueIndex {
  private DueIndex() {}

  /** Makes a whole item due. */
  static Item due(Item item, Key key, boolean movable, Optional<Instant> at) {
    if (at.isPresent() && !movable) {
      item.text("byDuePK", Keys.dueHour(at.get(), Keys.shardOf(key)))
          .text("byDueSK", Stamp.of(at.get()) + "#" + key.pk());
    }
    return item;
  }

  /** Adds the sandbox's pointer, where there is one to add. */
  static void point(
      Transaction transaction, TenantId tenant, Key key, boolean movable, Optional<Instant> at) {
    if (at.isPresent() && movable) {
      transaction.put("pointer", pointer(tenant, key, at.get()));
    }
  }

  static Item pointer(TenantId tenant, Key key, Instant at) {
    return Item.at(Keys.sandboxDue(tenant, at, key)).text("pk", key.pk()).text("sk", key.sk());
  }
}
