package mx.aldia.cfdi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Files as bytes, with failures that a person can read. */
final class Input {
  private Input() {}

  /**
   * A file's bytes.
   *
   * @throws UnreadableFile if it cannot be read
   */
  static byte[] read(String file) {
    try {
      return Files.readAllBytes(Arguments.path(file));
    } catch (NoSuchFileException e) {
      throw new UnreadableFile(file + ": no such file");
    } catch (IOException e) {
      throw new UnreadableFile(file + ": " + e.getMessage());
    }
  }

  /** A file that could not be read; the message names it. */
  static final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableFile(String message) {
      super(message);
    }
  }
}
