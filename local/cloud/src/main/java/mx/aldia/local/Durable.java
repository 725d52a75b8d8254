package mx.aldia.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that are whole or not there, whenever this process is killed, and readable by their owner
 * alone. They are not forced to the platter: this is a workbench, not a bank.
 */
public final class Durable {
  private Durable() {}

  /** Writes a text; when this returns it outlives the process. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; when this returns they outlive the process. */
  public static void write(Path file, byte[] bytes) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path half = Files.createTempFile(folder, "." + file.getFileName(), ".half");
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
