package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What left this machine, counted from the very files: mails by message, texts by their words. */
final class Post {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID =
      Pattern.compile("^Message-ID:\\s+<([^@>]+)@", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final Map<String, Integer> mails = new HashMap<>();
  private final Map<String, Integer> texts = new HashMap<>();

  static Post in(Path inbox) {
    var post = new Post();
    if (!Files.isDirectory(inbox)) {
      return post;
    }
    try (var files = Files.list(inbox)) {
      for (Path file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.startsWith(".")) {
          continue; // half a file, of one who was killed: it was never answered for
        }
        if (name.endsWith(".eml")) {
          post.mails.merge(message(file), 1, Integer::sum);
        } else if (name.endsWith(".json")) {
          var sent = JSON.readTree(file.toFile());
          if (sent.path("channel").asText().equals("sms")) {
            post.texts.merge(
                sent.path("to").path(0).asText() + "\n" + sent.path("text").asText(),
                1,
                Integer::sum);
          }
        }
      }
      return post;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String message(Path mail) throws IOException {
    var id = ID.matcher(Files.readString(mail, StandardCharsets.ISO_8859_1));
    return id.find() ? id.group(1) : "without an id: " + mail.getFileName();
  }

  /** By message id: how many mails say it. */
  Map<String, Integer> mails() {
    return Map.copyOf(mails);
  }

  int mails(String message) {
    return mails.getOrDefault(message, 0);
  }

  int texts(String to, String text) {
    return texts.getOrDefault(to + "\n" + text, 0);
  }

  int size() {
    return mails.values().stream().mapToInt(it -> it).sum()
        + texts.values().stream().mapToInt(it -> it).sum();
  }
}
