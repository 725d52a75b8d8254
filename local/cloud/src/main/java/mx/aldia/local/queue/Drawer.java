package mx.aldia.local.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import mx.aldia.local.Durable;

/** Where a queue keeps its messages, or does not. */
public interface Drawer {
  /** A message at rest. */
  record Kept(String id, String body, String attributes, Instant sentAt) {}

  /** What was kept and not forgotten, oldest first. */
  List<Kept> kept();

  /** Returns when the message is safe. */
  void keep(Kept message);

  void forget(String id);

  /**
   * Keeps nothing: what a stream record fed comes again from the stream, and a command from the
   * sweep.
   */
  static Drawer none() {
    return new Drawer() {
      @Override
      public List<Kept> kept() {
        return List.of();
      }

      @Override
      public void keep(Kept message) {}

      @Override
      public void forget(String id) {}
    };
  }

  /** One file for each message, in a folder that is made when the first one comes. */
  static Drawer folder(Path folder) {
    return new Folder(folder);
  }

  /** Dead letters wait for a person, so they outlive every process. */
  record Folder(Path folder) implements Drawer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<Kept> kept() {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (var files = Files.list(folder)) {
        return files
            .filter(file -> file.toString().endsWith(".json"))
            .map(Folder::read)
            .sorted(Comparator.comparing(Kept::sentAt))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void keep(Kept message) {
      ObjectNode file =
          JSON.createObjectNode()
              .put("id", message.id())
              .put("sentAt", message.sentAt().toString())
              .put("attributes", message.attributes())
              .put("body", message.body());
      Durable.write(file(message.id()), file.toPrettyString());
    }

    @Override
    public void forget(String id) {
      try {
        Files.deleteIfExists(file(id));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path file(String id) {
      return folder.resolve(id + ".json");
    }

    private static Kept read(Path file) {
      try {
        var json = JSON.readTree(file.toFile());
        return new Kept(
            json.path("id").asText(),
            json.path("body").asText(),
            json.path("attributes").asText(),
            Instant.parse(json.path("sentAt").asText()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
