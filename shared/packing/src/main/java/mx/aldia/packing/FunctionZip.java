package mx.aldia.packing;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A function's zip: its jars under {@code lib/}, each with its classes uncompressed inside. So the
 * zip presses a whole jar at once and is a quarter smaller, and a starting function inflates
 * nothing. An AOT cache finds the jars it was made with: the same jars give the same bytes.
 *
 * <p>The build calls it as an Ant task, which needs no more of a class than its setters and {@code
 * execute}.
 */
public final class FunctionZip {
  /** As {@code project.build.outputTimestamp} has it: no archive tells when it was made. */
  private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);

  private List<Path> jars = List.of();
  private Path zip = Path.of("function.zip");

  /** The function's own jar and those it runs with, as a class path; folders in it are no jars. */
  public void setJars(String classPath) {
    jars =
        Stream.of(classPath.split(java.io.File.pathSeparator, -1))
            .filter(it -> it.endsWith(".jar"))
            .map(Path::of)
            .toList();
  }

  /** Where the zip is written. */
  public void setZip(String file) {
    zip = Path.of(file);
  }

  /** Writes the zip, over an older one. */
  public void execute() throws IOException {
    try (var packed =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16))) {
      for (var jar : jars) {
        var entry = new ZipEntry("lib/" + jar.getFileName());
        entry.setTimeLocal(MADE);
        packed.putNextEntry(entry);
        storeAnew(jar, packed);
      }
    }
  }

  /** In the order it was in: a manifest stays first. */
  private static void storeAnew(Path jar, OutputStream out) throws IOException {
    var bytes = new ByteArrayOutputStream((int) Files.size(jar) * 3);
    try (var from = new ZipFile(jar.toFile());
        var stored = new ZipOutputStream(bytes)) {
      stored.setMethod(ZipOutputStream.STORED);
      for (var old : Collections.list(from.entries())) {
        byte[] content = from.getInputStream(old).readAllBytes();
        var entry = new ZipEntry(old.getName());
        entry.setTimeLocal(MADE);
        entry.setSize(content.length);
        entry.setCrc(crc(content));
        stored.putNextEntry(entry);
        stored.write(content);
      }
    }
    bytes.writeTo(out);
  }

  private static long crc(byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }
}
