package mx.aldia.portal;

import java.util.List;
import java.util.Map;
import mx.aldia.cfdi.catalog.Entry;
import mx.aldia.portal.TaxDataForm.Field;
import org.jspecify.annotations.Nullable;

/** The form in words, ready for its template. */
record TaxDataView(TaxDataWords words, TaxDataPage page) {
  static TaxDataView of(TaxDataPage page) {
    var words = new PortalWords(page.language(), page.treatment());
    return new TaxDataView(new TaxDataWords(words, page.form()), page);
  }

  boolean hasFaults() {
    return !page.faults().isEmpty();
  }

  /** What is wrong with a field; null where nothing is. */
  @Nullable String fault(Field field) {
    var fault = page.faults().get(field);
    return fault == null ? null : words.fault(fault);
  }

  /** The name to offer; null where the one that was typed will do. */
  @Nullable String offer() {
    return page.faults().get(Field.LEGAL_NAME) == TaxDataForm.Fault.KIND_OF_COMPANY
        ? page.form().suggestedName()
        : null;
  }

  String value(Field field) {
    var form = page.form();
    return switch (field) {
      case RFC -> form.rfc();
      case LEGAL_NAME -> form.legalName();
      case POSTAL_CODE -> form.postalCode();
      case TAX_REGIME -> form.taxRegime();
      case CFDI_USE -> form.cfdiUse();
    };
  }

  /** How a browser fills it in, and which keyboard it shows. */
  Map<String, String> hints(Field field) {
    return switch (field) {
      case POSTAL_CODE -> Map.of("autocomplete", "postal-code", "inputmode", "numeric");
      case LEGAL_NAME -> Map.of("autocomplete", "organization", "inputmode", "text");
      default -> Map.of("autocomplete", "off", "inputmode", "text");
    };
  }

  static List<Field> texts() {
    return List.of(Field.RFC, Field.LEGAL_NAME, Field.POSTAL_CODE);
  }

  static List<Field> choices() {
    return List.of(Field.TAX_REGIME, Field.CFDI_USE);
  }

  static List<Entry> options(Field field) {
    return field == Field.TAX_REGIME ? TaxDataForm.regimes() : TaxDataForm.uses();
  }
}
