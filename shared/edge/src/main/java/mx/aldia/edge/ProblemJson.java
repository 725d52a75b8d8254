package mx.aldia.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.problem.Fault;

/**
 * A refusal told in a language, as RFC 9457 wants it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
final class ProblemJson {
  /** Where each code is explained; part of the contract, so it never moves with a deployment. */
  static final String TYPES = "https://aldia.mx/problemas/";

  private ProblemJson() {}

  static Response of(Refusal refusal, Language language) {
    var texts = Texts.in(language);
    var body =
        new JsonObject()
            .text("type", TYPES + refusal.code())
            .text("title", title(refusal, texts))
            .integer("status", refusal.status())
            .text("detail", texts.sentence(key(refusal), refusal.args()))
            .text("code", refusal.code());
    if (!refusal.faults().isEmpty()) {
      body.objects("errors", refusal.faults(), fault -> error(fault, texts));
    }
    var response =
        Response.bytes(
                refusal.status(),
                "application/problem+json",
                body.json().getBytes(StandardCharsets.UTF_8))
            .with("Content-Language", language.tag());
    for (var header : refusal.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  /** The same told by a page. */
  static Response page(Refusal refusal, Language language, ProblemPage page) {
    var texts = Texts.in(language);
    return page.render(
            refusal.status(),
            title(refusal, texts),
            texts.sentence(key(refusal), refusal.args()),
            language)
        .status(refusal.status())
        .with("Content-Language", language.tag());
  }

  private static JsonObject error(Fault fault, Texts texts) {
    return new JsonObject()
        .text("pointer", fault.pointer())
        .text("code", fault.code())
        .text("detail", texts.sentence(fault));
  }

  /** What is not found is named where there is a sentence for it. */
  private static String key(Refusal refusal) {
    var named = refusal.code() + "." + refusal.args().stream().findFirst().orElse("");
    return refusal.status() == 404 && Texts.in(Language.ES).has(named) ? named : refusal.code();
  }

  private static String title(Refusal refusal, Texts texts) {
    return Optional.of(refusal.code() + ".title")
        .filter(texts::has)
        .map(it -> texts.sentence(it, List.of()))
        .orElseGet(() -> texts.sentence("title." + refusal.status(), List.of()));
  }
}
