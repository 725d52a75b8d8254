package mx.aldia.domain.tax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties.Party;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Withholding;

/**
 * What a company usually withholds from whom it buys, by the seller's regime, the kind of buyer and
 * what is sold: proposed on a draft, never applied by itself. From public accounting practice, to
 * be confirmed with an accountant.
 */
public final class UsualWithholdings {
  private static final Withholding ISR_TEN = isr("0.10");
  private static final Withholding ISR_RESICO = isr("0.0125");

  /** Two thirds of 16 %. */
  private static final Withholding IVA_TWO_THIRDS = iva("0.106667");

  private static final Withholding IVA_FREIGHT = iva("0.04");

  /** So far two ways to write a rate are one: two thirds is 0.106667 or 0.106666. */
  private static final BigDecimal CLOSE = new BigDecimal("0.00001");

  /** Stand for anybody, so nothing is known of who it is. */
  private static final Set<String> GENERIC = Set.of("XAXX010101000", "XEXX010101000");

  private static final String UNKNOWN_PRODUCT = "01010101";
  private static final Set<String> UNITS_OF_SERVICE = Set.of("E48", "ACT", "HUR", "DAY", "MON");

  private UsualWithholdings() {}

  /** What is sold, as far as withholding asks. */
  enum Kind {
    SERVICES,
    RENT,
    FREIGHT,
    GOODS
  }

  /**
   * The proposal for one line; empty where too little is known of either side.
   *
   * @param line a key of SAT's, or else its unit, says what is sold
   */
  public static Optional<List<Withholding>> of(Party seller, Party buyer, Line line) {
    var theirs = buyer.rfc().filter(rfc -> !GENERIC.contains(rfc));
    if (seller.rfc().isEmpty()
        || seller.taxRegime().isEmpty()
        || theirs.isEmpty()
        || buyer.isAbroad()) {
      return Optional.empty();
    }
    return Optional.of(
        isCompany(theirs.get())
            ? fromCompany(isCompany(seller.rfc().get()), seller.taxRegime().get(), line)
            : List.of());
  }

  private static List<Withholding> fromCompany(boolean company, String regime, Line line) {
    var kind = kind(line);
    var usual = new ArrayList<Withholding>();
    if (!company) {
      isr(regime, kind).ifPresent(usual::add);
    }
    var tied = !usual.isEmpty() && (kind == Kind.SERVICES || kind == Kind.RENT);
    if (isTaxed(line) && kind == Kind.FREIGHT) {
      usual.add(IVA_FREIGHT);
    } else if (isTaxed(line) && tied) {
      usual.add(IVA_TWO_THIRDS);
    }
    return List.copyOf(usual);
  }

  private static Optional<Withholding> isr(String regime, Kind kind) {
    return switch (regime) {
      case "612" -> kind == Kind.SERVICES ? Optional.of(ISR_TEN) : Optional.empty();
      case "606" -> kind == Kind.RENT ? Optional.of(ISR_TEN) : Optional.empty();
      case "626" -> Optional.of(ISR_RESICO);
      default -> Optional.empty();
    };
  }

  /** By the segment of the product key; where that says nothing, by the unit. */
  private static Kind kind(Line line) {
    var key = line.satProductKey().orElse(UNKNOWN_PRODUCT);
    if (key.equals(UNKNOWN_PRODUCT)) {
      return UNITS_OF_SERVICE.contains(line.satUnitKey().orElse("E48"))
          ? Kind.SERVICES
          : Kind.GOODS;
    }
    if (key.startsWith("7810")) {
      return Kind.FREIGHT;
    }
    if (key.startsWith("8013")) {
      return Kind.RENT;
    }
    int segment = Integer.parseInt(key.substring(0, 2));
    return segment >= 70 && segment <= 94 ? Kind.SERVICES : Kind.GOODS;
  }

  private static boolean isTaxed(Line line) {
    return line.taxes().stream()
        .anyMatch(tax -> tax instanceof Tax.Iva(var rate) && rate.signum() > 0);
  }

  /** Whether a line withholds what is usual. */
  public static boolean areSame(List<Withholding> usual, List<Withholding> said) {
    return usual.size() == said.size()
        && usual.stream().allMatch(one -> said.stream().anyMatch(other -> isSame(one, other)));
  }

  private static boolean isSame(Withholding one, Withholding other) {
    return one.kind() == other.kind()
        && one.rate().subtract(other.rate()).abs().compareTo(CLOSE) < 0;
  }

  /** Three letters for a company, four for a person. */
  private static boolean isCompany(String rfc) {
    return rfc.length() == 12;
  }

  private static Withholding isr(String rate) {
    return new Withholding(Withholding.Kind.ISR, new BigDecimal(rate));
  }

  private static Withholding iva(String rate) {
    return new Withholding(Withholding.Kind.IVA, new BigDecimal(rate));
  }
}
