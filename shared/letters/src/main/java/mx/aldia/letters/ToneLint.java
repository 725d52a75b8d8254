package mx.aldia.letters;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a text that a tenant wrote and tells what may not be sent to a customer: threats, insults,
 * exposure, borrowed authority, shouting (R36, G10, G11), promotion (G18). In Spanish and English
 * at once, since a forbidden word is forbidden in either.
 *
 * <p>It is a net, not a judge: what it finds goes to a person, and what it lets pass is still bound
 * by the law. Nothing here is matched inside other words, and "sin embargo" is no embargo.
 */
public final class ToneLint {
  /** What is wrong with a text. */
  public enum Offence {
    THREAT,
    INSULT,
    EXPOSURE,
    FALSE_AUTHORITY,
    SHOUTING,
    PROMOTION
  }

  /**
   * Something found.
   *
   * @param excerpt as the tenant wrote it, but for case and accents
   */
  public record Finding(Offence offence, String excerpt) {}

  private record Rule(Offence offence, Pattern pattern) {}

  /** The one way to say that law exists (Código Penal Federal 284 Bis: to inform is no threat). */
  private static final List<String> CATALOGUE =
      List.of(
          "podremos ejercer las acciones legales que correspondan",
          "we may take the legal action that applies");

  private static final Pattern SHOUTED =
      Pattern.compile("(?<![\\p{L}\\d])\\p{Lu}{4,}(?![\\p{L}\\d])");

  /** More of it in capitals than this, in a text long enough to tell, is shouting. */
  private static final double MOST_CAPITALS = 0.3;

  private static final int LETTERS_TO_JUDGE = 20;

  private static final List<Rule> RULES =
      List.of(
          rule(
              Offence.THREAT,
              "carcel|prision|encarcel\\w*|arrest\\w*|detencion|policias?|patrulla",
              "(?<!sin )embarg(?:o|os|ar\\w*|aremos|amos)|desaloj\\w*|lanzamiento judicial",
              "demanda(?:r|remos|rlo|rla|rle|rte)?(?: (?:penal|mercantil|judicial))?|denuncia\\w*",
              "accion(?:es)? (?:legal|judicial|penal)(?:es)?|juicio|via judicial",
              "buro(?: de credito)?|delito|fraude|atengase a las consecuencias|atente a las consecuencias",
              "ultima oportunidad|ultimo aviso(?: judicial)?|o de lo contrario|sabemos donde (?:vive|trabaja)s?",
              "jail|prison|arrest(?:ed)?|police|seiz(?:e|ure)|repossess\\w*|evict\\w*|lawsuit",
              "sue|prosecut\\w*|criminal charges?|legal action|credit bureau|garnish\\w*",
              "last chance|final warning|or else|we know where you (?:live|work)"),
          rule(
              Offence.INSULT,
              "moros[oa]s?|mala paga|ratas?|rater[oa]s?|ladron(?:a|es)?|estafador(?:a|es)?|sinverguenzas?",
              "irresponsables?|tramposo?s?|mentiros[oa]s?|deudor(?:a|es)? incumplid[oa]s?|vergonzos[oa]",
              "deadbeats?|thie(?:f|ves)|crooks?|liars?|scammers?|shameful|irresponsible"),
          rule(
              Offence.EXPOSURE,
              "listas? negras?|exhibir(?:l[oae]s?|te)|quemar(?:l[oae]|te)|(?:publicar|difundir)\\w* su nombre",
              "redes sociales|avisar(?:emos)? a (?:su|tu)s? (?:familia\\w*|jefe|vecinos?|clientes?|empleador)",
              "contactar(?:emos)? a (?:su|tu)s? (?:familia\\w*|jefe|vecinos?|clientes?|empleador|referencias)",
              "blacklist\\w*|public shaming|name and shame|post your name",
              "tell your (?:family|boss|employer|neighbou?rs?|customers)"),
          rule(
              Offence.FALSE_AUTHORITY,
              "juzgados?|jue(?:z|ces)|actuari[oa]s?|tribunal(?:es)?|ministerio publico|fiscalia|procuraduria",
              "citatorio|notificacion (?:judicial|oficial)|requerimiento (?:judicial|oficial|de la autoridad)",
              "escudo nacional|gobierno (?:de mexico|federal)|expediente judicial|autoridad competente",
              "(?:de parte|en nombre|por orden|por instrucciones) del? (?:sat|profeco|condusef|juez\\w*)",
              "(?:aviso|notificacion|requerimiento|oficio) (?:del?|de la) (?:sat|profeco|condusef|hacienda)",
              "court|judge|sheriff|bailiff|summons|subpoena|official notice|government"),
          rule(
              Offence.PROMOTION,
              "promocion(?:es)?|cupon(?:es)?|oferta especial|rebajas?|gratis|aproveche|aprovecha",
              "\\d+ ?% de descuento|descuento exclusivo|compre (?:ya|ahora)|compra (?:ya|ahora)|meses sin intereses",
              "coupons?|special offer|promo(?:tion|code)?s?|\\d+ ?% off|buy now|free gift|limited[- ]time"));

  private ToneLint() {}

  /** All that is found, each offence's first; empty is fit to send. */
  public static List<Finding> read(String text) {
    var plain = plain(text);
    for (var sentence : CATALOGUE) {
      plain = plain.replace(sentence, " ");
    }
    var findings = new ArrayList<Finding>();
    for (var rule : RULES) {
      var match = rule.pattern().matcher(plain);
      if (match.find()) {
        findings.add(new Finding(rule.offence(), match.group()));
      }
    }
    if (isShouted(text)) {
      findings.add(new Finding(Offence.SHOUTING, text.strip().lines().findFirst().orElse("")));
    }
    return List.copyOf(findings);
  }

  /** True where {@link #read} finds nothing. */
  public static boolean allows(String text) {
    return read(text).isEmpty();
  }

  private static Rule rule(Offence offence, String... alternatives) {
    return new Rule(
        offence, Pattern.compile("(?<!\\w)(?:" + String.join("|", alternatives) + ")(?!\\w)"));
  }

  /** As the rules are written: lower case, no accents, no invisible characters, single spaces. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[\\p{M}\\p{Cf}]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ");
  }

  /**
   * By the letters of words written in capitals; codes (with digits) and short ones do not count.
   */
  private static boolean isShouted(String text) {
    var letters = text.codePoints().filter(Character::isLetter).count();
    var shouted = SHOUTED.matcher(text).results().mapToInt(word -> word.group().length()).sum();
    return letters >= LETTERS_TO_JUDGE && shouted > letters * MOST_CAPITALS;
  }
}
