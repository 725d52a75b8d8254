package mx.aldia.edge;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Fault;
import mx.aldia.json.Pointers;

/**
 * The sentences of refusals in one language, from {@code problems_es.properties} and {@code
 * problems_en.properties}: {@code code=sentence}, with {@code {0}}, {@code {1}} for what it needs.
 * A module that tells a new code appends its line to both; a test holds that none is forgotten.
 */
final class Texts {
  private static final Log LOG = Log.of(Texts.class);
  private static final Texts SPANISH = new Texts("problems_es.properties");
  private static final Texts ENGLISH = new Texts("problems_en.properties");

  private final Properties sentences = new Properties();

  private Texts(String bundle) {
    try (var bytes = Texts.class.getResourceAsStream(bundle)) {
      if (bytes == null) {
        throw new IllegalStateException("not in the jar: " + bundle);
      }
      sentences.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(bundle, e);
    }
  }

  static Texts in(Language language) {
    return switch (language) {
      case ES -> SPANISH;
      case EN -> ENGLISH;
    };
  }

  boolean has(String code) {
    return sentences.containsKey(code);
  }

  /** The sentence of a code; a forgotten one is logged and told in general words. */
  String sentence(String code, List<Object> args) {
    var sentence = sentences.getProperty(code);
    if (sentence == null) {
      LOG.warn("no sentence", "code", code);
      return sentences.getProperty("unspoken", code);
    }
    if (sentence.contains("{*}")) {
      sentence = sentence.replace("{*}", shown(args));
    }
    for (int i = 0; i < args.size(); i++) {
      sentence = sentence.replace("{" + i + "}", shown(args.get(i)));
    }
    return sentence;
  }

  /** The sentence of a fault, with the field called by its name where both are known. */
  String sentence(Fault fault) {
    var called = sentences.getProperty("field." + Pointers.last(fault.pointer()));
    var sentence = sentences.getProperty(fault.code() + ".of");
    return called == null || sentence == null
        ? sentence(fault.code(), fault.args())
        : sentence.replace("{field}", called);
  }

  Collection<String> codes() {
    return sentences.stringPropertyNames();
  }

  private static String shown(Object arg) {
    return switch (arg) {
      case Money money ->
          String.format(Locale.ROOT, "%,.2f %s", money.major(), money.currency().getCurrencyCode());
      case LocalDate date -> date.toString();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Collection<?> several ->
          several.stream().map(Texts::shown).collect(Collectors.joining(", "));
      default -> String.valueOf(arg);
    };
  }
}
