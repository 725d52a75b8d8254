package mx.aldia.cfdi.pac;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a certifier has stamped, by the seal it stamped. */
public interface StampMemory {
  /** The stamped document, if that seal was stamped before. */
  Optional<String> find(String seal);

  /** Keeps a stamped document unless one is kept already; returns the one that is. */
  String keepFirst(String seal, String xml);

  /** One that forgets when the process ends. */
  static StampMemory inProcess() {
    var stamped = new ConcurrentHashMap<String, String>();
    return new StampMemory() {
      @Override
      public Optional<String> find(String seal) {
        return Optional.ofNullable(stamped.get(seal));
      }

      @Override
      public String keepFirst(String seal, String xml) {
        var before = stamped.putIfAbsent(seal, xml);
        return before == null ? xml : before;
      }
    };
  }
}
