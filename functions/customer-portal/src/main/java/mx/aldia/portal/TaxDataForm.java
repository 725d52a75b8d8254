package mx.aldia.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.catalog.Entry;
import mx.aldia.cfdi.catalog.Persona;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.rules.PartyRule;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tax.TaxWords;

/**
 * What a customer says of itself so that its invoice can be a CFDI, as it was typed. Judged by what
 * SAT judges that asks no list of SAT's.
 */
record TaxDataForm(
    String rfc, String legalName, String postalCode, String taxRegime, String cfdiUse) {
  private static final Catalogs CATALOGS = Catalogs.own();
  private static final int LONGEST_NAME = 300;

  /** Of the fields of the form, by their names. */
  enum Field {
    RFC,
    LEGAL_NAME,
    POSTAL_CODE,
    TAX_REGIME,
    CFDI_USE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why SAT would not take it. */
  enum Fault {
    MISSING,
    NOT_AN_RFC,
    GENERIC_RFC,
    TOO_LONG,
    KIND_OF_COMPANY,
    NOT_A_POSTAL_CODE,
    REGIME_OF_THE_OTHER_PERSON,
    USE_OF_ANOTHER_REGIME
  }

  /** As it is known already. */
  static TaxDataForm of(Customer.TaxData known) {
    return new TaxDataForm(
        known.rfc().orElse(""),
        known.legalName().orElse(""),
        known.postalCode().orElse(""),
        known.taxRegime().orElse(""),
        known.cfdiUse().orElse("G03"));
  }

  /** As people type it: what is no letter of an RFC is left out, and capitals are capitals. */
  static TaxDataForm typed(
      String rfc, String legalName, String postalCode, String taxRegime, String cfdiUse) {
    return new TaxDataForm(
        rfc.replaceAll("[\\s.-]", "").toUpperCase(Locale.ROOT),
        legalName.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT),
        postalCode.strip(),
        taxRegime,
        cfdiUse);
  }

  /** Every fault at once, by field. */
  Map<Field, Fault> faults() {
    var faults = new LinkedHashMap<Field, Fault>();
    ofRfc().ifPresent(fault -> faults.put(Field.RFC, fault));
    ofName().ifPresent(fault -> faults.put(Field.LEGAL_NAME, fault));
    ofPostalCode().ifPresent(fault -> faults.put(Field.POSTAL_CODE, fault));
    ofRegime().ifPresent(fault -> faults.put(Field.TAX_REGIME, fault));
    ofUse().ifPresent(fault -> faults.put(Field.CFDI_USE, fault));
    return faults;
  }

  /** The name as SAT is likely to have it: offered, never written by itself. */
  String suggestedName() {
    return PartyRule.suggestedName(legalName);
  }

  private Optional<Fault> ofRfc() {
    if (rfc.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    if (!Rfc.isOne(rfc)) {
      return Optional.of(Fault.NOT_AN_RFC);
    }
    return new Rfc(rfc).isGeneric() ? Optional.of(Fault.GENERIC_RFC) : Optional.empty();
  }

  private Optional<Fault> ofName() {
    if (legalName.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    if (legalName.length() > LONGEST_NAME || legalName.contains("|")) {
      return Optional.of(Fault.TOO_LONG);
    }
    return legalName.equals(suggestedName())
        ? Optional.empty()
        : Optional.of(Fault.KIND_OF_COMPANY);
  }

  private Optional<Fault> ofPostalCode() {
    if (postalCode.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    return TaxWords.POSTAL_CODE.matcher(postalCode).matches()
        ? Optional.empty()
        : Optional.of(Fault.NOT_A_POSTAL_CODE);
  }

  private Optional<Fault> ofRegime() {
    if (!TaxWords.REGIMES.contains(taxRegime)) {
      return Optional.of(Fault.MISSING);
    }
    return !Rfc.isOne(rfc) || CATALOGS.regimeFits(taxRegime, Persona.of(rfc))
        ? Optional.empty()
        : Optional.of(Fault.REGIME_OF_THE_OTHER_PERSON);
  }

  private Optional<Fault> ofUse() {
    if (uses().stream().noneMatch(use -> use.key().equals(cfdiUse))) {
      return Optional.of(Fault.MISSING);
    }
    return !Rfc.isOne(rfc)
            || !TaxWords.REGIMES.contains(taxRegime)
            || CATALOGS.useFits(cfdiUse, taxRegime, Persona.of(rfc))
        ? Optional.empty()
        : Optional.of(Fault.USE_OF_ANOTHER_REGIME);
  }

  /** In SAT's order. */
  static List<Entry> regimes() {
    return List.copyOf(CATALOGS.all(Catalog.REGIMEN_FISCAL));
  }

  /** What an invoice may be used for; payroll and payments have documents of their own. */
  static List<Entry> uses() {
    return CATALOGS.all(Catalog.USO_CFDI).stream()
        .filter(use -> !use.key().equals("CP01") && !use.key().equals("CN01"))
        .toList();
  }
}
