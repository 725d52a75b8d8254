package mx.aldia.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import mx.aldia.local.template.Template;

/** What each function's zip weighs, and that no second HTTP client lies in it. */
final class ZipSizes {
  private static final String COMMAND = "./aldia bench zips";
  private static final double MOST_MEGABYTES = 15;
  private static final double MEGABYTE = 1024 * 1024;

  private ZipSizes() {}

  static List<Row> measure(Path root) {
    var template = Template.of(root);
    var functions = new TreeMap<Path, List<String>>();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                functions
                    .computeIfAbsent(
                        root.resolve(function.get("Properties").get("CodeUri").text()),
                        _ -> new ArrayList<>())
                    .add(name));
    var rows = new ArrayList<Row>();
    functions.forEach((zip, names) -> rows.add(row(zip, names)));
    return rows;
  }

  private static Row row(Path zip, List<String> functions) {
    var what = "Zip of " + String.join(", ", functions);
    try (var archive = new ZipFile(zip.toFile())) {
      double megabytes = Files.size(zip) / MEGABYTE;
      boolean second =
          archive.stream()
              .anyMatch(it -> it.getName().matches(".*(netty|apache-client|aws-crt).*"));
      var shown = "%.1f MB%s".formatted(megabytes, second ? ", with a second HTTP client" : "");
      return Row.most(
          what, second ? Double.MAX_VALUE : megabytes, shown, MOST_MEGABYTES, "15 MB", COMMAND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
