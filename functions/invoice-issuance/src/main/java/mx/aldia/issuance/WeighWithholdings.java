package mx.aldia.issuance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.tax.UsualWithholdings;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;

/** Holds what a draft or an open invoice withholds against what is usual; it changes nothing. */
final class WeighWithholdings {
  private final CustomerStore customers;

  WeighWithholdings(CustomerStore customers) {
    this.customers = customers;
  }

  /**
   * A line that withholds otherwise than is usual.
   *
   * @param usual what one would expect; may be nothing
   */
  record Unusual(Fault warning, List<Withholding> usual) {}

  /** Nothing where the business makes no CFDI, and where too little is known of either side. */
  List<Unusual> of(Tenant tenant, InvoiceRecord record) {
    return tenant.cfdi() == Tenant.Cfdi.OFF
        ? List.of()
        : parties(tenant, record).map(parties -> weigh(parties, record)).orElse(List.of());
  }

  private Optional<Parties> parties(Tenant tenant, InvoiceRecord record) {
    return switch (record.invoice()) {
      case Invoice.Draft draft ->
          customers.find(draft.terms().customer()).map(customer -> Parties.of(tenant, customer));
      case Invoice.Open _ -> record.parties();
      case Invoice.Paid _, Invoice.Voided _, Invoice.Uncollectible _ -> Optional.empty();
    };
  }

  private static List<Unusual> weigh(Parties parties, InvoiceRecord record) {
    var found = new ArrayList<Unusual>();
    var lines = record.terms().lines();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var pointer = "/lines/%d/withholdings".formatted(i);
      UsualWithholdings.of(parties.seller(), parties.buyer(), line)
          .filter(usual -> !UsualWithholdings.areSame(usual, line.withholdings()))
          .ifPresent(usual -> found.add(new Unusual(warning(pointer, usual), usual)));
    }
    return found;
  }

  private static Fault warning(String pointer, List<Withholding> usual) {
    return usual.isEmpty()
        ? Fault.at(pointer, "nothing_usually_withheld")
        : Fault.at(
            pointer,
            "usually_withheld",
            usual.stream().map(WeighWithholdings::said).collect(Collectors.joining(", ")));
  }

  private static String said(Withholding withholding) {
    var percent = withholding.rate().multiply(new BigDecimal("100")).stripTrailingZeros();
    return "%s %s %%".formatted(withholding.kind(), percent.toPlainString());
  }
}
