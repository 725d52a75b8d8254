package mx.aldia.cfdi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z0-9-]+) \\| (`[a-z0-9_`, ]+) \\|$");

  @Test
  void the_docs_list_every_code_with_its_rules() throws IOException {
    var documented = new TreeSet<String>();
    var row = ROW.matcher(Files.readString(Path.of("../../docs/cfdi.md")));
    while (row.find()) {
      for (var name : row.group(2).replace("`", "").split(", ", -1)) {
        documented.add(row.group(1) + " " + name);
      }
    }

    var written = new TreeSet<String>();
    Stream.concat(
            Rules.ALL.stream(),
            Stream.of(StampRule.values()).map(r -> r.with(number -> Optional.empty())))
        .forEach(rule -> written.add(rule.code() + " " + rule.name().toLowerCase(Locale.ROOT)));

    assertThat(documented).isEqualTo(written);
  }
}
