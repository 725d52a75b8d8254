package mx.aldia.local.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that a proof made for itself. */
public final class Folders {
  private Folders() {}

  /** A fresh one. */
  public static Path make(String name) {
    try {
      return Files.createTempDirectory("aldia-prove-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes one away with all that is in it. */
  public static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
