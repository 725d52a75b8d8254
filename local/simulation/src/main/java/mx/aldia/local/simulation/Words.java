package mx.aldia.local.simulation;

import java.math.BigDecimal;
import java.util.Optional;
import mx.aldia.local.simulation.table.Change;

/** What a change of the table means, as one would tell it. */
final class Words {
  private final Names names;

  Words(Names names) {
    this.names = names;
  }

  /** Empty for what nobody would tell. */
  Optional<String> of(Change change) {
    var before = change.before().map(Fact::new);
    var after = change.after().map(Fact::new);
    var sk = change.sk();
    var where = names.partition(change.pk());
    if (after.isEmpty()) {
      return sk.startsWith("DUE#")
          ? Optional.of(where + ": nothing is due any more")
          : Optional.empty();
    }
    var now = after.get();
    if (sk.equals("INVOICE")) {
      return Optional.of(invoice(where, before, now));
    }
    if (sk.equals("DUE#LADDER")) {
      return Optional.of(
          "%s: its reminders are %s, step %d%s"
              .formatted(
                  where,
                  now.text("state"),
                  now.number("offset"),
                  now.maybe("at").map(at -> " at " + at).orElse("")));
    }
    var said = Said.of(sk);
    if (said.isPresent()) {
      return Optional.of(
          "%s: its %s %sis %s%s"
              .formatted(
                  where,
                  said.get().kind().replace('_', '-'),
                  said.get().isReminder() ? said.get().which() + " " : "",
                  now.text("state"),
                  now.maybe("reason").map(why -> " (" + why + ")").orElse("")));
    }
    if (sk.equals("PAYMENT")) {
      return Optional.of(
          "a payment of %s by %s is %s"
              .formatted(money(now, "amount"), now.text("provider"), now.text("state")));
    }
    if (sk.startsWith("EVENT#")) {
      return Optional.of("told: " + names.event(now.text("id")));
    }
    if (sk.equals("SEEN")) {
      return Optional.of(
          "notice %s is %s%s"
              .formatted(
                  now.text("id"),
                  now.text("state"),
                  now.maybe("note").map(note -> " (" + note + ")").orElse("")));
    }
    if (sk.equals("CLOCK")) {
      return Optional.of(
          "the clock is at %s, %d pending"
              .formatted(now.maybe("now").orElse("the world's time"), now.number("pending")));
    }
    return sk.equals("COUNTER")
        ? Optional.of("numbers up to " + now.number("last"))
        : Optional.empty();
  }

  private static String invoice(String where, Optional<Fact> before, Fact now) {
    if (now.text("state").equals("draft")) {
      return where + " is drafted";
    }
    return "%s (%s) is %s%s, %s of %s paid"
        .formatted(
            where,
            now.text("number"),
            now.text("state"),
            before.filter(it -> it.text("state").equals(now.text("state"))).isPresent()
                ? " still"
                : "",
            money(now, "paid"),
            money(now, "total"));
  }

  private static String money(Fact fact, String name) {
    return BigDecimal.valueOf(fact.number(name), 2).toPlainString();
  }
}
