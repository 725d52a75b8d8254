package mx.aldia.edge;

import mx.aldia.domain.tax.TaxFinding;

/** What is to be changed of a document for SAT, as callers see it everywhere. */
public final class TaxFindingJson {
  private TaxFindingJson() {}

  public static JsonObject of(TaxFinding finding, Language language) {
    return new JsonObject()
        .text("code", finding.code())
        .text("field", finding.field())
        .text("seen", finding.seen())
        .text("expected", finding.expected())
        .text("detail", language == Language.EN ? finding.english() : finding.spanish());
  }
}
