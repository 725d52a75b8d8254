package mx.aldia.local.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import mx.aldia.local.Durable;

/**
 * Everything that was sent, one file each, kept for ever: a mail as {@code <id>.eml}, and what is
 * known of any message as {@code <id>.json}, which is written last and makes it count.
 */
public final class Inbox {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Clock wall;
  private final PostOffice office;
  private final CopyOnWriteArrayList<Sent> sent;

  /** Who else is handed each mail. */
  @FunctionalInterface
  public interface PostOffice {
    /** Takes a mail that is already safe; what becomes of it changes nothing here. */
    void hand(byte[] mime, String from, List<String> to);
  }

  /** Opens the inbox with what its folder holds. */
  public Inbox(Path folder, Clock wall, PostOffice office) {
    this.folder = folder;
    this.wall = wall;
    this.office = office;
    this.sent = new CopyOnWriteArrayList<>(read(folder));
  }

  /** Keeps a mail, then hands it on. */
  public String takeMail(byte[] mime, String from, List<String> to, Map<String, String> tags) {
    String id = UUID.randomUUID().toString();
    Durable.write(folder.resolve(id + ".eml"), mime);
    keep(new Sent(id, "email", wall.instant(), from, to, "", tags));
    office.hand(mime, from, to);
    return id;
  }

  /** Keeps a text message. */
  public String takeSms(String to, String text) {
    String id = UUID.randomUUID().toString();
    keep(new Sent(id, "sms", wall.instant(), "", List.of(to), text, Map.of()));
    return id;
  }

  /** All of it, oldest first. */
  public List<Sent> all() {
    return List.copyOf(sent);
  }

  /** One message. */
  public Optional<Sent> find(String id) {
    return sent.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** A mail as it left. */
  public byte[] mime(Sent mail) {
    try {
      return Files.readAllBytes(folder.resolve(mail.id() + ".eml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(Sent message) {
    ObjectNode file =
        JSON.createObjectNode()
            .put("id", message.id())
            .put("channel", message.channel())
            .put("at", message.at().toString())
            .put("from", message.from())
            .put("text", message.text());
    message.to().forEach(file.putArray("to")::add);
    var tags = file.putObject("tags");
    message.tags().forEach(tags::put);
    Durable.write(folder.resolve(message.id() + ".json"), file.toPrettyString());
    sent.add(message);
  }

  private static List<Sent> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(Inbox::readOne)
          .sorted(Comparator.comparing(Sent::at))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sent readOne(Path file) {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      var to = new ArrayList<String>();
      json.path("to").forEach(it -> to.add(it.asText()));
      var tags = new LinkedHashMap<String, String>();
      json.path("tags").properties().forEach(it -> tags.put(it.getKey(), it.getValue().asText()));
      return new Sent(
          json.path("id").asText(),
          json.path("channel").asText(),
          Instant.parse(json.path("at").asText()),
          json.path("from").asText(),
          to,
          json.path("text").asText(),
          tags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
