package mx.aldia.cfdi.rules;

import org.jspecify.annotations.Nullable;

/**
 * One rule broken in one place.
 *
 * @param path XPath of the attribute or element
 * @param seen the value there; null if there is none
 * @param expected the value, or values, that would do; null if there should be none
 */
public record Finding(Rule rule, String path, @Nullable String seen, @Nullable String expected) {
  public String code() {
    return rule.code();
  }

  public boolean blocks() {
    return rule.blocks();
  }

  /** What to change, in Spanish. */
  public String spanish() {
    return fill(rule.demand().spanish(), "nada");
  }

  /** What to change, in English. */
  public String english() {
    return fill(rule.demand().english(), "nothing");
  }

  private String fill(String sentence, String nothing) {
    return sentence
        .replace("{seen}", seen == null || seen.isEmpty() ? nothing : seen)
        .replace("{expected}", expected == null || expected.isEmpty() ? nothing : expected);
  }
}
