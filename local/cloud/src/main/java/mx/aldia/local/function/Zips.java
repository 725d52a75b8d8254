package mx.aldia.local.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;

/** Function zips, unpacked as Lambda does before it starts one. */
public final class Zips {
  private Zips() {}

  /** Unpacks a zip into a folder of its own, anew. */
  public static Path unpack(Path zip, Path folder) {
    try (var archive = new ZipFile(zip.toFile())) {
      if (Files.exists(folder)) {
        try (var old = Files.walk(folder)) {
          old.filter(Files::isRegularFile).forEach(Zips::delete);
        }
      }
      for (var entry : archive.stream().toList()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("not inside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.resolveSibling("."));
        try (var in = archive.getInputStream(entry)) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + zip, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
