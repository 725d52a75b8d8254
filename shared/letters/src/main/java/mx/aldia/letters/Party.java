package mx.aldia.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import org.jspecify.annotations.Nullable;

/** Whom an invoice is for, as it is printed. */
public record Party(String name, @Nullable String legalName, @Nullable String rfc) {
  public Party {
    name = OneLine.needed(name, "the customer's name");
  }

  /** A customer as its invoice names it. */
  public static Party of(Customer customer) {
    return new Party(
        customer.name(),
        customer.tax().legalName().orElse(null),
        customer.tax().rfc().or(() -> customer.tax().taxId()).orElse(null));
  }

  /** What stands below the name: the legal name where it is another, the tax id. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    Optional.ofNullable(legalName).filter(legal -> !legal.equals(name)).ifPresent(lines::add);
    Optional.ofNullable(rfc).map(id -> "RFC " + id).ifPresent(lines::add);
    return List.copyOf(lines);
  }
}
