package mx.aldia.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import mx.aldia.letters.Language;
import org.junit.jupiter.api.Test;

/** Text against what is behind it, by WCAG 2.2: 4.5 to 1 is AA for small text. */
final class ContrastTest {
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("ink", "ground"),
          List.of("ink", "card"),
          List.of("ink", "calm"),
          List.of("ink", "late"),
          List.of("soft", "ground"),
          List.of("soft", "card"),
          List.of("soft", "calm"),
          List.of("soft", "late"),
          List.of("soft", "void"),
          List.of("accent", "card"),
          List.of("accent", "calm"),
          List.of("accent", "late"),
          List.of("accent", "void"),
          List.of("late-ink", "late"),
          List.of("on-accent", "accent"));

  @Test
  void every_text_reads_by_day_and_by_night() {
    var page = PortalPages.gone(Language.SPANISH);
    var night = page.indexOf("@media (prefers-color-scheme: dark)");
    for (var colours :
        List.of(
            colours(page.substring(0, night)),
            colours(page.substring(night, page.indexOf("* {", night))))) {
      for (var pair : PAIRS) {
        var contrast = contrast(colour(colours, pair.getFirst()), colour(colours, pair.getLast()));

        assertThat(contrast).as("%s", pair).isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  private static Map<String, Integer> colours(String css) {
    var colours = new HashMap<String, Integer>();
    var token = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(css);
    while (token.find()) {
      colours.put(token.group(1), Integer.parseInt(token.group(2), 16));
    }
    return colours;
  }

  private static int colour(Map<String, Integer> colours, String name) {
    return Objects.requireNonNull(colours.get(name), name);
  }

  private static double contrast(int one, int other) {
    var lighter = Math.max(luminance(one), luminance(other));
    var darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 255)
        + 0.7152 * linear(colour >> 8 & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int channel) {
    var share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
