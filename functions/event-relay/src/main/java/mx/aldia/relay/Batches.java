package mx.aldia.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.relay.Relay.Outgoing;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Cuts what goes out into requests that the bus takes. */
final class Batches {
  /** AWS: at most ten entries of PutEvents, and 256 KB of them together. */
  static final int ENTRIES = 10;

  static final int BYTES = 256 * 1024;

  private Batches() {}

  /** One that is too large by itself goes alone and is the bus's to refuse. */
  static List<List<Outgoing>> of(List<Outgoing> all) {
    var batches = new ArrayList<List<Outgoing>>();
    var batch = new ArrayList<Outgoing>();
    int bytes = 0;
    for (var one : all) {
      int size = size(one.entry());
      if (!batch.isEmpty() && (batch.size() == ENTRIES || bytes + size > BYTES)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(one);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  /** As AWS counts: source, detail type and detail in UTF-8. */
  private static int size(PutEventsRequestEntry entry) {
    return utf8(entry.source()) + utf8(entry.detailType()) + utf8(entry.detail());
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
