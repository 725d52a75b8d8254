package mx.aldia.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {
  private static final String CLASS = "the same words as in every other class of this jar. ";

  @TempDir Path folder;

  @Test
  void a_jar_is_in_the_zip_with_all_it_holds_and_nothing_pressed() throws IOException {
    var jar = jar("one.jar", 40);

    try (var zip = new ZipFile(zip(jar).toFile());
        var inside =
            new JarInputStream(
                new ByteArrayInputStream(
                    zip.getInputStream(zip.getEntry("lib/one.jar")).readAllBytes()))) {
      var seen = new LinkedHashMap<String, String>();
      for (JarEntry it = inside.getNextJarEntry(); it != null; it = inside.getNextJarEntry()) {
        assertThat(it.getMethod()).isEqualTo(ZipEntry.STORED);
        seen.put(it.getName(), new String(inside.readAllBytes(), UTF_8));
      }

      assertThat(inside.getManifest().getMainAttributes().getValue("Multi-Release"))
          .as("a manifest is found where it is the first")
          .isEqualTo("true");
      assertThat(seen).hasSize(40).containsEntry("mx/C7.class", CLASS + 7);
    }
  }

  @Test
  void the_same_jars_give_the_same_bytes() throws IOException {
    var jar = jar("one.jar", 5);
    byte[] first = Files.readAllBytes(zip(jar));

    assertThat(Files.readAllBytes(zip(jar))).isEqualTo(first);
  }

  @Test
  void what_is_no_jar_is_left_out() throws IOException {
    var jar = jar("one.jar", 1);

    try (var zip = new ZipFile(zip(folder, jar).toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).isEqualTo(List.of("lib/one.jar"));
    }
  }

  private Path zip(Path... classPath) throws IOException {
    var zip = folder.resolve("function.zip");
    var task = new FunctionZip();
    task.setJars(
        String.join(
            java.io.File.pathSeparator, List.of(classPath).stream().map(Path::toString).toList()));
    task.setZip(zip.toString());
    task.execute();
    return zip;
  }

  private Path jar(String name, int classes) throws IOException {
    var jar = folder.resolve(name);
    var manifest = Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      write(out, manifest);
      for (int i = 0; i < classes; i++) {
        write(out, Map.of("mx/C" + i + ".class", CLASS + i));
      }
    }
    return jar;
  }

  private static void write(JarOutputStream out, Map<String, String> entries) throws IOException {
    for (var it : entries.entrySet()) {
      out.putNextEntry(new JarEntry(it.getKey()));
      out.write(it.getValue().getBytes(UTF_8));
    }
  }
}
