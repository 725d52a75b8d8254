package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.cfdi.document.Documento.Egreso;
import mx.aldia.cfdi.document.Documento.Ingreso;
import mx.aldia.cfdi.document.Receptor.Abroad;
import mx.aldia.cfdi.money.Factor;
import mx.aldia.cfdi.money.Impuesto;
import mx.aldia.cfdi.money.LineAmounts.Sale;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of an invoice. Its lines, taxes and total are the invoice's own: both round
 * once a line. What is missing is told all at once and nothing is made up.
 */
public final class FromInvoice {
  private static final String DEFAULT_PRODUCT = "01010101";
  private static final String DEFAULT_UNIT = "E48";
  private static final String DEFAULT_USE = "G03";

  private FromInvoice() {}

  /** The sale; refused with one fault for each datum that is missing or has no form. */
  public static Outcome<Ingreso> ingreso(Invoiced invoice) {
    var faults = new ArrayList<Fault>();
    var heading = heading(invoice, faults);
    var operation = operation(invoice, lines(invoice), faults);
    return heading == null || operation == null || !faults.isEmpty()
        ? refused(faults)
        : Outcome.done(new Ingreso(heading, operation, Optional.empty()));
  }

  /** What is taken off a sale; its terms say how it is settled. */
  static Outcome<Egreso> egreso(Invoiced credit, List<Concepto> lines) {
    var faults = new ArrayList<Fault>();
    var heading = heading(credit, faults);
    var operation = operation(credit, lines, faults);
    if (heading == null || operation == null || !faults.isEmpty()) {
      return refused(faults);
    }
    var receptor = heading.receptor();
    // A credit note is used as one, whatever the sale was used for; nobody abroad uses any.
    var use = receptor.rfc().isGeneric() ? "S01" : "G02";
    return Outcome.done(
        new Egreso(
            new Heading(
                heading.serie(),
                heading.folio(),
                heading.fecha(),
                heading.lugarExpedicion(),
                heading.emisor(),
                new Receptor(
                    receptor.rfc(),
                    receptor.nombre(),
                    receptor.codigoPostal(),
                    receptor.regimenFiscal(),
                    use,
                    receptor.abroad()),
                heading.relaciones()),
            operation));
  }

  private static <T> Outcome<T> refused(List<Fault> faults) {
    return Outcome.refused(new Problem.Invalid(faults));
  }

  private static @Nullable Heading heading(Invoiced invoice, List<Fault> faults) {
    var seller = invoice.parties().seller();
    var emisor =
        emisor(
            rfc(seller.rfc(), "/tenant/rfc", faults),
            required(seller.legalName(), "/tenant/legal_name", faults),
            required(seller.taxRegime(), "/tenant/tax_regime", faults));
    var place = required(seller.postalCode(), "/tenant/postal_code", faults);
    var receptor = place == null ? null : receptor(invoice.parties().buyer(), place, faults);
    if (emisor == null || place == null || receptor == null) {
      return null;
    }
    var number = Heading.split(invoice.number());
    return new Heading(
        Optional.of(number[0]).filter(serie -> !serie.isEmpty()),
        Optional.of(number[1]),
        invoice.fecha(),
        place,
        emisor,
        receptor,
        invoice.relations());
  }

  private static @Nullable Emisor emisor(
      @Nullable Rfc rfc, @Nullable String name, @Nullable String regime) {
    return rfc == null || name == null || regime == null ? null : new Emisor(rfc, name, regime);
  }

  private static @Nullable Receptor receptor(
      Parties.Party buyer, String place, List<Fault> faults) {
    var country = buyer.country().map(FromInvoice::alpha3).filter(c -> !c.equals("MEX"));
    if (country.isPresent()) {
      var name = buyer.legalName().orElse(buyer.name());
      return Receptor.foreign(name, place, new Abroad(country.get(), buyer.taxId()));
    }
    var rfc = rfc(buyer.rfc(), "/customer/rfc", faults);
    var name = required(buyer.legalName(), "/customer/legal_name", faults);
    var regime = required(buyer.taxRegime(), "/customer/tax_regime", faults);
    var postalCode = required(buyer.postalCode(), "/customer/postal_code", faults);
    if (rfc == null || name == null || regime == null || postalCode == null) {
      return null;
    }
    return new Receptor(
        rfc, name, postalCode, regime, buyer.cfdiUse().orElse(DEFAULT_USE), Optional.empty());
  }

  private static List<Concepto> lines(Invoiced invoice) {
    var terms = invoice.terms();
    int decimals = terms.currency().getDefaultFractionDigits();
    return terms.lines().stream().map(line -> concepto(line, decimals)).toList();
  }

  private static @Nullable Operacion operation(
      Invoiced invoice, List<Concepto> lines, List<Fault> faults) {
    var terms = invoice.terms();
    var currency = terms.currency().getCurrencyCode();
    boolean pesos = currency.equals("MXN");
    if (!pesos && terms.exchangeRate().isEmpty()) {
      faults.add(Fault.at("/exchange_rate", "required"));
      return null;
    }
    int decimals = terms.currency().getDefaultFractionDigits();
    var method = terms.paymentMethod().orElse("PPD");
    return new Operacion(
        currency,
        decimals,
        pesos ? Optional.empty() : terms.exchangeRate(),
        method,
        method.equals("PPD") ? "99" : terms.paymentForm().orElse("99"),
        Optional.empty(),
        Operacion.NO_EXPORT,
        lines);
  }

  static Concepto concepto(Line line, int decimals) {
    return Concepto.of(
        line.satProductKey().orElse(DEFAULT_PRODUCT),
        line.satUnitKey().orElse(DEFAULT_UNIT),
        line.description(),
        new Sale(
            line.quantity(),
            line.unitPrice(),
            line.discount().major(),
            line.taxes().stream().map(FromInvoice::rate).toList(),
            line.withholdings().stream().map(FromInvoice::rate).toList()),
        decimals);
  }

  static TaxRate rate(Tax tax) {
    return switch (tax) {
      case Tax.Iva(var rate) -> new TaxRate(Impuesto.IVA, Factor.TASA, rate);
      case Tax.IvaExempt() -> new TaxRate(Impuesto.IVA, Factor.EXENTO, BigDecimal.ZERO);
    };
  }

  static TaxRate rate(Withholding withholding) {
    var impuesto =
        switch (withholding.kind()) {
          case ISR -> Impuesto.ISR;
          case IVA -> Impuesto.IVA;
        };
    return new TaxRate(impuesto, Factor.TASA, withholding.rate());
  }

  private static @Nullable Rfc rfc(Optional<String> text, String pointer, List<Fault> faults) {
    var value = required(text, pointer, faults);
    if (value == null) {
      return null;
    }
    if (!Rfc.isOne(value)) {
      faults.add(Fault.at(pointer, "invalid_rfc"));
      return null;
    }
    return new Rfc(value);
  }

  private static @Nullable String required(
      Optional<String> value, String pointer, List<Fault> faults) {
    if (value.isEmpty() || value.get().isBlank()) {
      faults.add(Fault.at(pointer, "required"));
      return null;
    }
    return value.get();
  }

  /** Two letters become three; what is no country stays as it is, and a rule says so. */
  private static String alpha3(String country) {
    var upper = country.toUpperCase(Locale.ROOT);
    if (upper.length() != 2) {
      return upper;
    }
    return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(upper)
        ? Locale.of("", upper).getISO3Country()
        : upper;
  }
}
