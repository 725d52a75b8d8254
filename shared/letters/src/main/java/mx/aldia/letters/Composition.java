package mx.aldia.letters;

import java.util.List;
import mx.aldia.letters.WaysToPay.Way;
import org.jspecify.annotations.Nullable;

/** What a letter says, in order, before it is set as plain text or as HTML. */
record Composition(
    Language language,
    String subject,
    String preheader,
    String from,
    String greeting,
    List<String> opening,
    Highlight highlight,
    Link button,
    List<Row> details,
    List<BillRow> bills,
    @Nullable HowToPay howToPay,
    @Nullable Note alreadyPaid,
    String question,
    String farewell,
    List<String> identification,
    @Nullable Link email,
    @Nullable Link phone,
    @Nullable Link privacy,
    @Nullable Note unsubscribe) {

  /** The one figure to see first. */
  record Highlight(String label, String figure, String note, Mood mood) {}

  /** How the figure is coloured: calm while there is time, warm after, green when all is paid. */
  enum Mood {
    CALM,
    LATE,
    PAID
  }

  record Link(String label, String href) {}

  /**
   * @param sum the row that the ones above add up to
   */
  record Row(String label, String value, boolean sum) {}

  /**
   * @param extra what the amount contains beyond the principal; empty for nothing
   */
  record BillRow(
      String number, String concept, String when, String amount, String extra, String href) {}

  record HowToPay(String title, List<Way> ways, @Nullable String caution) {}

  /** A sentence, the words of it that lead somewhere, and how it ends. */
  record Note(String before, Link link, String after) {}
}
