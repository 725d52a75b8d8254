package mx.aldia.letters;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.domain.customer.Treatment;
import org.jspecify.annotations.Nullable;

/** Ways to pay put into words: the same ones in a message, on the page and in the PDF. */
public final class WaysToPay {
  private WaysToPay() {}

  /**
   * A way to pay, worded.
   *
   * @param note a sentence; empty where the rows say it all
   * @param copied what a customer copies into a bank's form, beside its label
   */
  public record Way(String title, String note, List<Copied> copied, @Nullable Go go) {}

  /** A link and what it says. */
  public record Go(String label, String href) {}

  /**
   * A value to read and to copy.
   *
   * @param groups how to space it for the eye, {@code 012 180 0012 3456 789 7}; joined without
   *     spaces it is what a bank's form takes, so HTML spaces the groups by style, not by
   *     characters
   */
  public record Copied(String label, List<String> groups) {
    /** As text: the groups with spaces between. */
    public String shown() {
      return String.join(" ", groups);
    }
  }

  /**
   * The ways in the order given.
   *
   * @param reference what a transfer should say it is for: the invoice's number
   */
  public static List<Way> worded(
      List<WayToPay> ways, String reference, Language language, Treatment treatment) {
    return ways.stream().map(way -> worded(way, reference, language, treatment)).toList();
  }

  private static Way worded(
      WayToPay way, String reference, Language language, Treatment treatment) {
    return switch (way) {
      case WayToPay.Card(var link) ->
          new Way(
              language.pick("Tarjeta de crédito o débito", "Credit or debit card"),
              language.pick(
                  Voice.of(treatment)
                      .say("En línea; [su|tu] pago queda registrado en cuanto se aprueba."),
                  "Online; your payment is recorded as soon as it is approved."),
              List.of(),
              new Go(language.pick("Pagar con tarjeta", "Pay by card"), link.toString()));
      case WayToPay.Transfer transfer ->
          new Way(
              language.pick("Transferencia (SPEI)", "Bank transfer (SPEI)"),
              "",
              transferRows(transfer, reference, language),
              null);
      case WayToPay.InPerson(var instructions) ->
          new Way(
              language.pick("Indicaciones de pago", "How else to pay"),
              instructions,
              List.of(),
              null);
    };
  }

  /** True where an account is named: then a customer is told how to tell a false one. */
  public static boolean hasAccount(List<WayToPay> ways) {
    return ways.stream().anyMatch(WayToPay.Transfer.class::isInstance);
  }

  /** What protects a customer from a forged change of account. */
  public static String caution(Language language, Treatment treatment) {
    return language.pick(
        Voice.of(treatment)
            .say(
                "Si alguien [le|te] da otra cuenta para pagar, [confírmelo|confírmalo] con nosotros"
                    + " antes de transferir."),
        "If anyone gives you a different account to pay to, check with us before you transfer.");
  }

  private static List<Copied> transferRows(
      WayToPay.Transfer transfer, String reference, Language language) {
    var rows = new ArrayList<Copied>();
    if (!transfer.bank().isEmpty()) {
      rows.add(row(language.pick("Banco", "Bank"), transfer.bank()));
    }
    rows.add(
        new Copied(
            isClabe(transfer.clabe()) ? "CLABE" : language.pick("Cuenta", "Account"),
            grouped(transfer.clabe())));
    if (!transfer.beneficiary().isEmpty()) {
      rows.add(row(language.pick("A nombre de", "Account holder"), transfer.beneficiary()));
    }
    rows.add(row(language.pick("Concepto", "Reference"), reference));
    return List.copyOf(rows);
  }

  private static Copied row(String label, String value) {
    return new Copied(label, List.of(value));
  }

  private static boolean isClabe(String account) {
    return account.replace(" ", "").matches("\\d{18}");
  }

  /** A CLABE to compare by eye: bank, city, the account in short groups, check digit. */
  private static List<String> grouped(String account) {
    if (!isClabe(account)) {
      return List.of(account);
    }
    var digits = account.replace(" ", "");
    return List.of(
        digits.substring(0, 3),
        digits.substring(3, 6),
        digits.substring(6, 10),
        digits.substring(10, 14),
        digits.substring(14, 17),
        digits.substring(17));
  }
}
