package mx.aldia.issuance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Field;
import mx.aldia.edge.Fields;

/** A customer as a caller tells it, every fault at once. */
final class CustomerReader {
  /** What an invoice can be asked to carry. */
  private static final List<String> REQUIRED_FIELDS = List.of("po_number");

  private static final int MOST_CONTACTS = 20;

  private CustomerReader() {}

  /**
   * Reads every field of a customer.
   *
   * @param base who it is, and what no caller can say: id, stopped channels, creation
   */
  static Customer read(Fields fields, Customer base, long version) {
    var name = fields.text("name").max(300).required();
    var tax =
        new Customer.TaxData(
            fields.text("legal_name").max(300).optional(),
            fields.text("rfc").max(13).matching(TaxWords.RFC, "not_an_rfc").optional(),
            fields.choice("tax_regime", TaxWords.REGIMES).optional(),
            fields
                .text("postal_code")
                .matching(TaxWords.POSTAL_CODE, "not_a_postal_code")
                .optional(),
            fields.choice("cfdi_use", TaxWords.USES).optional(),
            country(fields).optional(),
            fields.text("tax_id").max(40).optional(),
            fields.choice("cfdi_timing", CfdiTiming.class).optional());
    var email = fields.email("email").optional();
    var phone = fields.phone("phone").optional();
    var whatsapp = fields.phone("whatsapp").optional();
    var contacts =
        fields
            .objects("contacts")
            .max(MOST_CONTACTS)
            .each(CustomerReader::contact)
            .orElse(List.of());
    var channels =
        fields
            .choices("channels", ChannelKind.class)
            .distinct()
            .every(it -> reaches(it, email, phone, whatsapp, contacts), "channel_without_address")
            .orElse(List.of());
    return new Customer(
        base.id(),
        name,
        tax,
        email,
        phone,
        whatsapp,
        contacts,
        channels,
        base.stopped(),
        fields.choice("treatment", Treatment.class).orElse(Treatment.USTED),
        fields.zone("time_zone").optional(),
        fields.choice("locale", Tenant.LOCALES).optional(),
        Set.copyOf(fields.choices("required_fields", REQUIRED_FIELDS).distinct().orElse(List.of())),
        fields
            .choice("preferred_payment_method", Payment.Method.class)
            .optional()
            .map(it -> word(it)),
        fields.text("external_id").max(100).optional(),
        fields.metadata("metadata").orElse(Map.of()),
        base.createdAt(),
        version);
  }

  private static Customer.Contact contact(Fields fields) {
    return new Customer.Contact(
        fields.text("name").max(200).required(),
        fields.choice("role", Customer.Role.class).orElse(Customer.Role.BUYER),
        fields.email("email").optional(),
        fields.phone("phone").optional(),
        fields.phone("whatsapp").optional(),
        Set.copyOf(
            fields.choices("receives", Customer.Receives.class).distinct().orElse(List.of())));
  }

  private static Field<String> country(Fields fields) {
    return fields
        .text("country")
        .max(3)
        .as(
            code ->
                Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).contains(code)
                    ? Optional.of(code)
                    : Optional.empty(),
            "not_a_country",
            "MEX");
  }

  private static boolean reaches(
      ChannelKind channel,
      Optional<String> email,
      Optional<String> phone,
      Optional<String> whatsapp,
      List<Customer.Contact> contacts) {
    return switch (channel) {
      case EMAIL -> email.isPresent() || contacts.stream().anyMatch(it -> it.email().isPresent());
      case SMS, CALL ->
          phone.isPresent() || contacts.stream().anyMatch(it -> it.phone().isPresent());
      case WHATSAPP ->
          whatsapp.isPresent() || contacts.stream().anyMatch(it -> it.whatsapp().isPresent());
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
