package mx.aldia.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LettersTest {
  @Test
  void every_letter_is_laid_out_for_a_person_to_look_at() throws IOException {
    var gallery = Files.createDirectories(Path.of("target", "gallery"));
    for (var reader : List.of(Samples.LAURA, Samples.LAURA_TU, Samples.LAURA_ENGLISH)) {
      var suffix = "-" + reader.language().tag() + "-" + reader.treatment();
      var letters = Samples.everyOccasion(reader);
      letters.put("many", Samples.ofMany(reader));
      for (var entry : letters.entrySet()) {
        var written = Letters.write(entry.getValue());
        Files.writeString(
            gallery.resolve(entry.getKey() + suffix + ".html"), written.html(), UTF_8);
        Files.writeString(
            gallery.resolve(entry.getKey() + suffix + ".txt"),
            written.subject() + "\n\n" + written.text() + "\n\n" + written.sms() + "\n",
            UTF_8);
      }
    }
  }
}
