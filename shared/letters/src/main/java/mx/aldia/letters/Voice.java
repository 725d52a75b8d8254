package mx.aldia.letters;

import java.util.regex.Pattern;
import mx.aldia.domain.customer.Treatment;

/**
 * Says a Spanish sentence to one treatment. Both forms stand in one sentence, {@code "[Le|Te]
 * recordamos"}, so that neither is forgotten when a text is changed.
 */
public final class Voice {
  private static final Pattern CHOICE = Pattern.compile("\\[([^|\\]]*)\\|([^\\]]*)\\]");

  private final Treatment treatment;

  private Voice(Treatment treatment) {
    this.treatment = treatment;
  }

  public static Voice of(Treatment treatment) {
    return new Voice(treatment);
  }

  /**
   * The sentence in this treatment, its {@code %s} filled afterwards: what a customer is called
   * cannot change the sentence.
   */
  public String say(String sentence, Object... values) {
    var said = CHOICE.matcher(sentence).replaceAll(treatment == Treatment.USTED ? "$1" : "$2");
    return values.length == 0 ? said : said.formatted(values);
  }
}
