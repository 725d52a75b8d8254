package mx.aldia.edge;

import mx.aldia.domain.problem.Fault;

/** What is unusual and not refused: where it stands, and a sentence as refusals have them. */
public final class WarningJson {
  private WarningJson() {}

  public static JsonObject of(Fault warning, Language language) {
    return new JsonObject()
        .text("pointer", warning.pointer())
        .text("code", warning.code())
        .text("detail", Texts.in(language).sentence(warning));
  }
}
