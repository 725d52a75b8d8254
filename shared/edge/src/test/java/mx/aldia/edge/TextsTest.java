package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Fault;
import org.junit.jupiter.api.Test;

class TextsTest {
  /** Where a code is told: the argument is a literal, so that this test can find it. */
  private static final List<Pattern> TOLD =
      List.of(
          Pattern.compile("Fault\\.at\\(\\s*[^;]*?,\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("Conflict\\.of\\(\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("\\.refuse\\(\\s*[^;]*?,\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("Refusal\\.of\\(\\s*\\d+,\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("teller\\.fault\\(\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("new Malformed\\(\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("\\.matching\\(\\s*[^;]*?,\\s*\"([a-z][a-z0-9_]*)\""),
          Pattern.compile("\\.(?:where|every)\\(\\s*[^;]*?,\\s*\"([a-z][a-z0-9_]*)\""));

  private static final Pattern PLACE = Pattern.compile("\\{(\\d|field)}");

  private final Texts spanish = Texts.in(Language.ES);
  private final Texts english = Texts.in(Language.EN);

  @Test
  void what_is_said_in_spanish_is_said_in_english_with_the_same_particulars() {
    assertThat(new TreeSet<>(english.codes())).isEqualTo(new TreeSet<>(spanish.codes()));
    for (var code : spanish.codes()) {
      assertThat(places(english, code)).as(code).isEqualTo(places(spanish, code));
      assertThat(spanish.sentence(code, List.of())).as(code).isNotBlank();
    }
  }

  @Test
  void every_code_that_is_told_anywhere_has_its_sentences() {
    assertThat(told()).isNotEmpty().filteredOn(it -> !spanish.has(it)).isEmpty();
  }

  @Test
  void every_status_has_a_title() {
    for (int status : new int[] {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 500, 503}) {
      assertThat(spanish.has("title." + status)).as("title." + status).isTrue();
    }
  }

  @Test
  void particulars_are_shown_as_a_reader_expects_them() {
    assertThat(spanish.sentence("too_small", List.of(Money.mxn(116_000_00))))
        .isEqualTo("Debe ser al menos 116,000.00 MXN.");
    assertThat(spanish.sentence("not_one_of", List.of("a", "b")))
        .isEqualTo("Se espera uno de estos: a, b.");
    assertThat(english.sentence("too_large", List.of(LocalDate.of(2026, 1, 5))))
        .isEqualTo("It must be at most 2026-01-05.");
  }

  @Test
  void a_field_is_called_by_its_name() {
    assertThat(spanish.sentence(Fault.at("/due_date", "required")))
        .isEqualTo("Falta la fecha de vencimiento.");
    assertThat(english.sentence(Fault.at("/lines/0/quantity", "blank")))
        .isEqualTo("Missing: the quantity.");
    assertThat(spanish.sentence(Fault.at("/nobody_named_it", "required")))
        .isEqualTo("Falta este dato.");
    assertThat(spanish.sentence(Fault.at("/due_date", "not_a_date")))
        .startsWith("Se espera una fecha");
  }

  @Test
  void a_forgotten_sentence_is_told_in_general_words() {
    assertThat(spanish.sentence("nobody_wrote_this", List.of()))
        .isEqualTo(spanish.sentence("unspoken", List.of()));
  }

  private static Set<String> places(Texts texts, String code) {
    return PLACE
        .matcher(texts.sentence(code, List.of()))
        .results()
        .map(it -> it.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> told() {
    var root = Path.of("../..").toAbsolutePath().normalize();
    try (var files = Files.walk(root)) {
      return files
          .filter(it -> it.toString().endsWith(".java"))
          .filter(
              it ->
                  it.toString()
                      .contains("/src/main/java/".replace('/', java.io.File.separatorChar)))
          .map(TextsTest::text)
          .flatMap(
              source ->
                  TOLD.stream().flatMap(it -> it.matcher(source).results()).map(it -> it.group(1)))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
