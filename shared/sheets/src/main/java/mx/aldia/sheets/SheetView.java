package mx.aldia.sheets;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.letters.Amounts;
import mx.aldia.letters.Breakdown;
import mx.aldia.letters.Breakdown.Sum;
import mx.aldia.letters.Days;
import mx.aldia.letters.WayToPay;
import mx.aldia.letters.WaysToPay;
import mx.aldia.letters.WaysToPay.Way;
import mx.aldia.sheets.InvoiceSheet.Standing;
import org.jspecify.annotations.Nullable;

/** The sheet in words, ready for its template. */
record SheetView(
    SheetWords words,
    InvoiceSheet sheet,
    Breakdown breakdown,
    List<Sum> afterTotal,
    String amountDueLabel,
    String amountDue,
    String issuedOn,
    String dueOn,
    List<Way> ways,
    @Nullable String caution,
    String onlineNote) {

  static SheetView of(InvoiceSheet sheet) {
    var words = new SheetWords(sheet.language());
    var bill = sheet.bill();
    var asked = sheet.standing() == Standing.OPEN ? sheet.ways() : List.<WayToPay>of();
    return new SheetView(
        words,
        sheet,
        Breakdown.of(sheet.lines(), sheet.language()),
        afterTotal(sheet, words),
        bill.paid().isPositive() || bill.credited().isPositive() || bill.interest().isPositive()
            ? words.amountDue(sheet.asOf())
            : words.amountDue(),
        Amounts.format(
            sheet.standing() == Standing.VOID
                ? bill.amountDue().minus(bill.amountDue())
                : bill.amountDue()),
        Days.full(bill.issuedOn(), sheet.language()),
        Days.full(bill.dueOn(), sheet.language()),
        WaysToPay.worded(asked, bill.number(), sheet.language(), sheet.treatment()),
        WaysToPay.hasAccount(asked) ? WaysToPay.caution(sheet.language(), sheet.treatment()) : null,
        words.onlineNote());
  }

  /** All but the first, which stands alone. */
  List<Way> otherWays() {
    return ways.isEmpty() ? List.of() : ways.subList(1, ways.size());
  }

  private static List<Sum> afterTotal(InvoiceSheet sheet, SheetWords words) {
    var bill = sheet.bill();
    var sums = new ArrayList<Sum>();
    if (bill.credited().isPositive()) {
      sums.add(new Sum(words.credited(), Amounts.bare(bill.credited().negated())));
    }
    if (bill.paid().isPositive()) {
      sums.add(new Sum(words.paid(), Amounts.bare(bill.paid().negated())));
    }
    if (bill.interest().isPositive()) {
      sums.add(new Sum(words.interest(), Amounts.bare(bill.interest())));
    }
    return List.copyOf(sums);
  }
}
