package mx.aldia.letters;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Writes letters. What G5, G9 and R29 ask for is in every one: who writes, which invoice, what is
 * due and when, a link, ways to pay, whom to ask.
 */
public final class Letters {
  private Letters() {}

  /** The letter in the reader's language and treatment; the same letter gives the same words. */
  public static Written write(Letter letter) {
    var words = Words.of(letter.to());
    var composition = new Composer(letter, words).compose();
    return new Written(
        composition.subject(),
        PlainText.of(composition),
        html(composition),
        ShortMessage.of(letter, words));
  }

  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  private static String html(Composition composition) {
    var html = new StringOutput(16_384);
    JteletterGenerated.render(new OwaspHtmlTemplateOutput(html), null, composition);
    return html.toString();
  }
}
