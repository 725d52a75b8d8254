package mx.aldia.letters;

import static mx.aldia.domain.money.Money.mxn;

import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.money.Money;
import mx.aldia.letters.WayToPay.Card;
import mx.aldia.letters.WayToPay.InPerson;
import mx.aldia.letters.WayToPay.Transfer;

/** A studio, a customer, an invoice of 1,160 pesos due on Friday 15 May 2026. */
final class Samples {
  static final LocalDate DUE = LocalDate.of(2026, 5, 15);
  static final URI PAGE = URI.create("https://pagos.estudiorio.mx/i/Zk3v9QmX2bYt7LrPc8WnDg");
  static final URI UNSUBSCRIBE = URI.create("https://pagos.estudiorio.mx/u/p4Hs0TqVw1KzXe6RjNfUyA");
  static final Sender STUDIO =
      new Sender(
          "Estudio Río",
          "Estudio Río Diseño, S.A. de C.V.",
          "ERD200101AB1",
          "cobranza@estudiorio.mx",
          "55 1234 5678",
          URI.create("https://estudiorio.mx/privacidad"));
  static final Reader LAURA = new Reader("Laura Méndez", true, Treatment.USTED, Language.SPANISH);
  static final Reader LAURA_TU = new Reader("Laura Méndez", true, Treatment.TU, Language.SPANISH);
  static final Reader LAURA_ENGLISH =
      new Reader("Laura Méndez", true, Treatment.USTED, Language.ENGLISH);
  static final List<WayToPay> WAYS =
      List.of(
          new Transfer("BBVA", "012180001234567897", "Estudio Río Diseño, S.A. de C.V."),
          new Card(URI.create("https://pagar.ejemplo.mx/c/9f2")),
          new InPerson(
              "En efectivo: en el estudio, Tabasco 210, Roma Norte, de lunes a viernes de 10:00 a 18:00."));

  private Samples() {}

  static Bill bill() {
    return Bill.fresh(
        "A-12", "Diseño de identidad", LocalDate.of(2026, 4, 30), DUE, mxn(116_000), PAGE);
  }

  static Bill bill(Money paid, Money interest) {
    return new Bill(
        "A-12",
        "Diseño de identidad",
        LocalDate.of(2026, 4, 30),
        DUE,
        mxn(116_000),
        mxn(0),
        paid,
        interest,
        PAGE);
  }

  static Letter letter(Occasion occasion, Reader reader, Bill bill, LocalDate today) {
    return new Letter(occasion, STUDIO, reader, List.of(bill), WAYS, today, UNSUBSCRIBE);
  }

  static Letter reminder(Tone tone, Reader reader, int daysAfterDue) {
    return letter(new Occasion.Reminder(tone), reader, bill(), DUE.plusDays(daysAfterDue));
  }

  /** Every occasion, by a name fit for a file. */
  static Map<String, Letter> everyOccasion(Reader reader) {
    var letters = new LinkedHashMap<String, Letter>();
    letters.put(
        "issued", letter(new Occasion.InvoiceIssued(), reader, bill(), LocalDate.of(2026, 4, 30)));
    letters.put(
        "notice",
        letter(new Occasion.InvoiceIssued(), reader, bill().asNotice(), LocalDate.of(2026, 4, 30)));
    letters.put(
        "notice-reminder",
        letter(new Occasion.Reminder(Tone.FRIENDLY), reader, bill().asNotice(), DUE.minusDays(3)));
    letters.put(
        "notice-receipt-request",
        letter(new Occasion.ReceiptRequest(), reader, bill().asNotice(), LocalDate.of(2026, 5, 5)));
    letters.put(
        "receipt-request",
        letter(new Occasion.ReceiptRequest(), reader, bill(), LocalDate.of(2026, 5, 5)));
    letters.put("reminder-before", reminder(Tone.FRIENDLY, reader, -3));
    letters.put("reminder-today", reminder(Tone.FRIENDLY, reader, 0));
    letters.put("reminder-friendly", reminder(Tone.FRIENDLY, reader, 3));
    letters.put("reminder-firm", reminder(Tone.FIRM, reader, 7));
    letters.put("reminder-formal", reminder(Tone.FORMAL, reader, 15));
    letters.put("reminder-final", reminder(Tone.FINAL, reader, 30));
    letters.put(
        "part-payment",
        letter(
            new Occasion.PartPayment(mxn(50_000), LocalDate.of(2026, 5, 18), false, true),
            reader,
            bill(mxn(50_000), mxn(0)),
            LocalDate.of(2026, 5, 18)));
    letters.put(
        "settled",
        letter(
            new Occasion.Settled(mxn(66_000), LocalDate.of(2026, 5, 20), null, false),
            reader,
            bill(mxn(116_000), mxn(0)),
            LocalDate.of(2026, 5, 20)));
    letters.put(
        "credit-note",
        letter(
            new Occasion.Credited(
                "NC-1", mxn(70_000), "Llegó con un golpe.", mxn(4_000), true, true),
            reader,
            bill(mxn(50_000), mxn(0)),
            LocalDate.of(2026, 5, 20)));
    letters.put(
        "credit-note-voided",
        letter(
            new Occasion.CreditVoided("NC-1", mxn(70_000)),
            reader,
            bill(mxn(46_000), mxn(0)),
            LocalDate.of(2026, 5, 20)));
    return letters;
  }

  /** One of them, by its name. */
  static Letter occasion(String name) {
    return occasion(name, LAURA);
  }

  static Letter occasion(String name, Reader reader) {
    return Objects.requireNonNull(everyOccasion(reader).get(name), name);
  }

  /** Three invoices, the oldest with a part payment and interest. */
  static Letter ofMany(Reader reader) {
    var second =
        Bill.fresh(
            "A-15",
            "Papelería",
            LocalDate.of(2026, 5, 6),
            LocalDate.of(2026, 5, 21),
            mxn(348_000),
            PAGE);
    var third =
        Bill.fresh(
            "A-19", "", LocalDate.of(2026, 5, 12), LocalDate.of(2026, 6, 1), mxn(1_276_050), PAGE);
    return new Letter(
        new Occasion.Reminder(Tone.FIRM),
        STUDIO,
        reader,
        List.of(bill(mxn(50_000), mxn(1_250)), second, third),
        WAYS,
        LocalDate.of(2026, 5, 22),
        UNSUBSCRIBE);
  }
}
