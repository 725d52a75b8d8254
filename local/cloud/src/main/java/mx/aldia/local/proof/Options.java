package mx.aldia.local.proof;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows the name of a proof: {@code --name number}, each at most once. */
final class Options {
  private final Map<String, Long> numbers;

  private Options(Map<String, Long> numbers) {
    this.numbers = Map.copyOf(numbers);
  }

  /** The command line cannot be understood; the sentence says why. */
  static final class Misread extends Exception {
    Misread(String sentence) {
      super(sentence);
    }
  }

  static Options read(List<String> words, Set<String> known) throws Misread {
    var numbers = new HashMap<String, Long>();
    for (int i = 0; i < words.size(); i += 2) {
      var name = words.get(i).replaceFirst("^--", "");
      if (!words.get(i).startsWith("--") || !known.contains(name)) {
        throw new Misread("%s is none of %s".formatted(words.get(i), known));
      }
      var number = i + 1 < words.size() ? words.get(i + 1) : "";
      if (!number.matches("\\d{1,18}")) {
        throw new Misread("--%s is a whole number, not '%s'".formatted(name, number));
      }
      numbers.put(name, Long.valueOf(number));
    }
    return new Options(numbers);
  }

  long number(String name, long otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  /** The one that was said, to see the same again, or one that nobody has tried. */
  long seed() {
    return number("seed", new SecureRandom().nextInt(1, 1_000_000_000));
  }
}
