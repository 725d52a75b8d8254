package mx.aldia.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code dev.env}: how to call the aldia of this home, for a shell and for our own programs. */
record DevEnv(URI uri, String operatorKey, String tenant, String key) {
  /** What a former start left; what is missing is empty. */
  static DevEnv read(Path file) {
    Map<String, String> values = new HashMap<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          int equals = line.indexOf('=');
          if (equals > 0) {
            values.put(line.substring(0, equals), line.substring(equals + 1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DevEnv(
        URI.create(values.getOrDefault("ALDIA_URL", "")),
        values.getOrDefault("ALDIA_OPERATOR_KEY", ""),
        values.getOrDefault("ALDIA_TENANT", ""),
        values.getOrDefault("ALDIA_KEY", ""));
  }

  void write(Path file) {
    Durable.write(
        file,
        """
        ALDIA_URL=%s
        ALDIA_OPERATOR_KEY=%s
        ALDIA_TENANT=%s
        ALDIA_KEY=%s
        """
            .formatted(uri, operatorKey, tenant, key));
  }
}
