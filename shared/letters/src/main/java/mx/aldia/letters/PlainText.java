package mx.aldia.letters;

import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import mx.aldia.letters.Composition.Link;
import mx.aldia.letters.Composition.Note;

/** Sets a letter as plain text: whole sentences, links on their own line. */
final class PlainText {
  private PlainText() {}

  static String of(Composition letter) {
    var text = new StringJoiner("\n\n", "", "\n");
    text.add(letter.greeting());
    letter.opening().forEach(text::add);
    text.add(letter.button().label() + ":\n" + letter.button().href());
    if (!letter.details().isEmpty()) {
      text.add(details(letter));
    }
    letter.bills().forEach(bill -> text.add(bill(bill)));
    if (!letter.bills().isEmpty()) {
      text.add(letter.highlight().label() + ": " + letter.highlight().figure());
    }
    if (letter.howToPay() != null) {
      text.add(howToPay(letter.howToPay()));
    }
    if (letter.alreadyPaid() != null) {
      text.add(note(letter.alreadyPaid()));
    }
    text.add(letter.question());
    text.add(signature(letter));
    if (letter.unsubscribe() != null) {
      text.add("--\n" + note(letter.unsubscribe()));
    }
    return text.toString();
  }

  private static String details(Composition letter) {
    var widest = letter.details().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    var rows = new StringJoiner("\n");
    for (var row : letter.details()) {
      rows.add(row.label() + ":" + " ".repeat(widest - row.label().length() + 2) + row.value());
    }
    return rows.toString();
  }

  private static String bill(Composition.BillRow bill) {
    var concept = bill.concept().isEmpty() ? "" : ", " + bill.concept();
    var extra = bill.extra().isEmpty() ? "" : " (" + bill.extra() + ")";
    return "%s%s\n%s\n%s%s\n%s"
        .formatted(bill.number(), concept, bill.when(), bill.amount(), extra, bill.href());
  }

  private static String howToPay(Composition.HowToPay pay) {
    var text = new StringJoiner("\n");
    text.add(pay.title().toUpperCase(Locale.ROOT));
    var rank = 1;
    for (var way : pay.ways()) {
      text.add(rank++ + ". " + way.title());
      if (!way.note().isEmpty()) {
        text.add("   " + way.note().replace("\n", "\n   "));
      }
      way.copied().forEach(row -> text.add("   " + row.label() + ": " + row.shown()));
      if (way.go() != null) {
        text.add("   " + way.go().href());
      }
    }
    if (pay.caution() != null) {
      text.add("\n" + pay.caution());
    }
    return text.toString();
  }

  /** "Si ya pagó, avísenos aquí y lo registramos. ¡Gracias!" and the link below it. */
  private static String note(Note note) {
    return note.before() + note.link().label() + note.after() + "\n" + note.link().href();
  }

  private static String signature(Composition letter) {
    var lines = new StringJoiner("\n");
    lines.add(letter.farewell());
    letter.identification().forEach(lines::add);
    Stream.of(letter.email(), letter.phone())
        .filter(Objects::nonNull)
        .map(Link::label)
        .forEach(lines::add);
    if (letter.privacy() != null) {
      lines.add(letter.privacy().label() + ": " + letter.privacy().href());
    }
    return lines.toString();
  }
}
