package mx.aldia.local.stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mx.aldia.local.Durable;
import mx.aldia.local.bus.Settlements;

/**
 * How far the stream is done with, on disk. It moves past a record only when every queue that the
 * record fed has finished with it or laid it in its dead letters; what is not past is read again
 * after a crash, and the consumers know a second telling from a first.
 */
public final class Checkpoint {
  /** Of a shard that will get no more records and is done with. */
  private static final String END = "end";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Settlements settlements;
  private final Map<String, String> done;
  private final Map<String, Deque<Passed>> passed = new HashMap<>();

  /** A record that went to the bus, and the event it carried, if any. */
  private record Passed(String position, Optional<String> event) {}

  /** Opens the checkpoint that a former process left, or a fresh one. */
  public Checkpoint(Path file, Settlements settlements) {
    this.file = file;
    this.settlements = settlements;
    this.done = read(file);
    settlements.onSettled(this::advance);
  }

  /** The last record of a shard that is done with. */
  synchronized Optional<String> position(String shard) {
    return Optional.ofNullable(done.get(shard)).filter(it -> !it.equals(END));
  }

  /** Whether nothing of a shard is left. */
  synchronized boolean isFinished(String shard) {
    return END.equals(done.get(shard));
  }

  /** A record was put on the bus, or was none of its business. */
  synchronized void pass(String shard, String position, Optional<String> event) {
    passed.computeIfAbsent(shard, _ -> new ArrayDeque<>()).add(new Passed(position, event));
  }

  /** A shard has been read to its end. */
  synchronized void passEnd(String shard) {
    pass(shard, END, Optional.empty());
  }

  /** Forgets shards that the stream itself has forgotten. */
  synchronized void keepOnly(Set<String> shards) {
    done.keySet().retainAll(shards);
  }

  /** Moves past everything that is settled. */
  synchronized void advance() {
    boolean moved = false;
    for (var shard : passed.entrySet()) {
      var line = shard.getValue();
      while (!line.isEmpty() && isSettled(line.element())) {
        done.put(shard.getKey(), line.remove().position());
        moved = true;
      }
    }
    if (moved) {
      write();
    }
  }

  private boolean isSettled(Passed it) {
    return it.event().map(settlements::isSettled).orElse(true);
  }

  private void write() {
    try {
      Durable.write(file, JSON.writeValueAsBytes(done));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {})
          : new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
