package mx.aldia.cfdi.cancel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the sandbox's SAT knows: documents, and what was asked about them. */
public interface SatRegistry {
  /** The stamped document of that UUID, as stamped. */
  Optional<String> document(String uuid);

  /** The documents that stand and are tied to it. */
  List<String> dependents(String uuid);

  Optional<Entry> find(String uuid);

  /** Keeps what is known of one document; false if it is not any more as it was read. */
  boolean save(String uuid, Optional<Entry> was, Entry now);

  /**
   * A request to cancel.
   *
   * @param times how often the issuer has asked
   */
  record Entry(Instant receivedAt, int times, Answer answer) {}

  /** What the customer has said. */
  enum Answer {
    NONE,
    ACCEPTED,
    REFUSED
  }

  /** One that forgets when the process ends, and knows no ties. */
  static SatRegistry inProcess(Function<String, Optional<String>> documents) {
    var entries = new ConcurrentHashMap<String, Entry>();
    return new SatRegistry() {
      @Override
      public Optional<String> document(String uuid) {
        return documents.apply(uuid);
      }

      @Override
      public List<String> dependents(String uuid) {
        return List.of();
      }

      @Override
      public Optional<Entry> find(String uuid) {
        return Optional.ofNullable(entries.get(uuid));
      }

      @Override
      public boolean save(String uuid, Optional<Entry> was, Entry now) {
        return was.isPresent()
            ? entries.replace(uuid, was.get(), now)
            : entries.putIfAbsent(uuid, now) == null;
      }
    };
  }
}
