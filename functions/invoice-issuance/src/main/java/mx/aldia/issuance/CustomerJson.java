package mx.aldia.issuance;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mx.aldia.domain.customer.Customer;
import mx.aldia.edge.JsonObject;

/** A customer as callers see it. */
final class CustomerJson {
  private CustomerJson() {}

  static JsonObject of(Customer customer) {
    return said(customer)
        .texts("stopped_channels", words(customer.stopped()))
        .text("id", customer.id().value())
        .instant("created_at", customer.createdAt())
        .integer("version", customer.version());
  }

  /** What a request that creates this very customer would say. */
  static JsonObject said(Customer customer) {
    var tax = customer.tax();
    return new JsonObject()
        .text("name", customer.name())
        .text("legal_name", tax.legalName())
        .text("rfc", tax.rfc())
        .text("tax_regime", tax.taxRegime())
        .text("postal_code", tax.postalCode())
        .text("cfdi_use", tax.cfdiUse())
        .text("country", tax.country())
        .text("tax_id", tax.taxId())
        .text("cfdi_timing", tax.cfdiTiming().map(CustomerJson::word))
        .text("email", customer.email())
        .text("phone", customer.phone())
        .text("whatsapp", customer.whatsapp())
        .objects("contacts", customer.contacts(), CustomerJson::contact)
        .texts("channels", customer.channels().stream().map(CustomerJson::word).toList())
        .text("treatment", word(customer.treatment()))
        .text("time_zone", customer.zone().map(ZoneId::getId))
        .text("locale", customer.locale())
        .texts("required_fields", customer.requiredFields().stream().sorted().toList())
        .text("preferred_payment_method", customer.preferredPaymentMethod())
        .text("external_id", customer.externalId())
        .map("metadata", customer.metadata());
  }

  private static JsonObject contact(Customer.Contact contact) {
    return new JsonObject()
        .text("name", contact.name())
        .text("role", word(contact.role()))
        .text("email", contact.email())
        .text("phone", contact.phone())
        .text("whatsapp", contact.whatsapp())
        .texts("receives", words(contact.receives()));
  }

  private static List<String> words(Set<? extends Enum<?>> constants) {
    return constants.stream().map(CustomerJson::word).sorted().toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
