package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.TenantId;

/** Customers of a tenant. */
public final class CustomerStore {
  private final Table table;
  private final Answers answers;
  private final Links links;

  public CustomerStore(Table table, Answers answers, Links links) {
    this.table = table;
    this.answers = answers;
    this.links = links;
  }

  /** What became of a write. */
  public enum Saved {
    SAVED,
    /** Somebody else changed it since it was read. */
    STALE,
    /** Another customer of the tenant has this external id. */
    EXTERNAL_ID_TAKEN
  }

  public Optional<Customer> find(CustomerId id) {
    return table.get(Keys.customer(id)).flatMap(CustomerStore::living);
  }

  /** Empty where it was deleted. */
  static Optional<Customer> living(Row row) {
    return row.flag("deleted") ? Optional.empty() : Optional.of(customer(row));
  }

  /** Writes a new customer with its way to opt out. */
  public Saved create(Customer customer, Attempt<Customer> attempt) {
    var tenant = customer.id().tenant();
    var transaction = table.transaction().insert("customer", item(customer));
    externalId(transaction, customer);
    links.optOut(transaction, customer.id());
    answers.remember(transaction, tenant, attempt, customer);
    return answers.commit(transaction).isEmpty() ? Saved.SAVED : Saved.EXTERNAL_ID_TAKEN;
  }

  /** Replaces a customer that is still as {@code was}. */
  public Saved save(Customer customer, Customer was) {
    var transaction = table.transaction().replace("customer", item(customer), was.version());
    if (!customer.externalId().equals(was.externalId())) {
      was.externalId()
          .ifPresent(
              id -> transaction.remove("old", Keys.unique(was.id().tenant(), "customer", id)));
      externalId(transaction, customer);
    }
    var failed = table.commit(transaction);
    if (failed.isEmpty()) {
      return Saved.SAVED;
    }
    return failed.contains("customer") ? Saved.STALE : Saved.EXTERNAL_ID_TAKEN;
  }

  /**
   * From now on no message goes by this channel by itself; saying it again changes nothing.
   *
   * @return false when it was stopped before
   */
  public boolean optOut(TenantTime time, CustomerId id, ChannelKind channel) {
    while (true) {
      var customer = find(id).orElseThrow(() -> new IllegalStateException("no customer " + id));
      if (customer.stopped().contains(channel)) {
        return false;
      }
      var version = customer.version() + 1;
      var transaction =
          table
              .transaction()
              .replace("customer", item(customer.stop(channel), version), customer.version());
      Outbox.write(
          transaction,
          time,
          Keys.partition(id),
          id.value(),
          id.value(),
          version,
          time.now(),
          List.of(new Event.CustomerOptedOut(id, channel.name().toLowerCase(Locale.ROOT))));
      if (table.commit(transaction).isEmpty()) {
        return true;
      }
    }
  }

  /** Hides a customer; what it was invoiced stays. */
  public boolean delete(Customer customer) {
    var transaction =
        table
            .transaction()
            .replace(
                "customer",
                Item.at(Keys.customer(customer.id()))
                    .text("name", customer.name())
                    .flag("deleted", true)
                    .number("version", customer.version() + 1),
                customer.version());
    customer
        .externalId()
        .ifPresent(
            id ->
                transaction.remove("unique", Keys.unique(customer.id().tenant(), "customer", id)));
    return table.commit(transaction).isEmpty();
  }

  public Optional<CustomerId> byExternalId(TenantId tenant, String externalId) {
    return table
        .get(Keys.unique(tenant, "customer", externalId))
        .map(row -> new CustomerId(tenant, row.text("id")));
  }

  /**
   * Customers by name, from a place in that order on.
   *
   * @param query part of a name, in whatever case or accents; empty is all
   */
  public Listed<Customer> list(TenantId tenant, String query, Optional<String> after, int limit) {
    var wanted = plain(query);
    return Listed.of(
        table
            .index("byOwner", Keys.customers(tenant), after, Optional.empty())
            .filter(entry -> entry.sort().contains(wanted)),
        limit,
        keys -> table.getAll(keys),
        row -> Optional.of(row).filter(one -> !one.flag("deleted")).map(CustomerStore::customer));
  }

  private static void externalId(Transaction transaction, Customer customer) {
    customer
        .externalId()
        .ifPresent(
            id ->
                transaction.insert(
                    "external_id",
                    Item.at(Keys.unique(customer.id().tenant(), "customer", id))
                        .text("id", customer.id().value())));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Item item(Customer customer) {
    return item(customer, customer.version());
  }

  private static Item item(Customer customer, long version) {
    var tax = customer.tax();
    return Item.at(Keys.customer(customer.id()))
        .text("tenant", customer.id().tenant().value())
        .text("id", customer.id().value())
        .text("name", customer.name())
        .text("legalName", tax.legalName())
        .text("rfc", tax.rfc())
        .text("taxRegime", tax.taxRegime())
        .text("postalCode", tax.postalCode())
        .text("cfdiUse", tax.cfdiUse())
        .text("country", tax.country())
        .text("taxId", tax.taxId())
        .text("cfdiTiming", tax.cfdiTiming().map(Enum::name))
        .text("email", customer.email())
        .text("phone", customer.phone())
        .text("whatsapp", customer.whatsapp())
        .text("contacts", Json.write(contacts(customer.contacts())))
        .texts("channels", customer.channels().stream().map(ChannelKind::name).toList())
        .texts("stopped", customer.stopped().stream().map(ChannelKind::name).sorted().toList())
        .text("treatment", customer.treatment().name())
        .text("zone", customer.zone().map(ZoneId::getId))
        .text("locale", customer.locale())
        .texts("required", customer.requiredFields().stream().sorted().toList())
        .text("preferred", customer.preferredPaymentMethod())
        .text("externalId", customer.externalId())
        .texts("metadata", customer.metadata())
        .instant("createdAt", customer.createdAt())
        .number("version", version)
        .ownedBy(
            Keys.customers(customer.id().tenant()),
            plain(customer.name()) + "#" + customer.id().value());
  }

  private static JsonNode contacts(List<Customer.Contact> contacts) {
    var array = Json.array();
    for (var contact : contacts) {
      var node = array.addObject().put("name", contact.name()).put("role", contact.role().name());
      Json.put(node, "email", contact.email());
      Json.put(node, "phone", contact.phone());
      Json.put(node, "whatsapp", contact.whatsapp());
      var receives = node.putArray("receives");
      contact.receives().stream().sorted().forEach(kind -> receives.add(kind.name()));
    }
    return array;
  }

  private static Customer.Contact contact(JsonNode node) {
    return new Customer.Contact(
        node.get("name").textValue(),
        Customer.Role.valueOf(node.get("role").textValue()),
        Json.text(node, "email"),
        Json.text(node, "phone"),
        Json.text(node, "whatsapp"),
        Json.each(node, "receives", kind -> Customer.Receives.valueOf(kind.textValue()))
            .collect(Collectors.toSet()));
  }

  private static Customer customer(Row row) {
    Instant createdAt = row.instant("createdAt");
    return new Customer(
        new CustomerId(new TenantId(row.text("tenant")), row.text("id")),
        row.text("name"),
        new Customer.TaxData(
            row.maybeText("legalName"),
            row.maybeText("rfc"),
            row.maybeText("taxRegime"),
            row.maybeText("postalCode"),
            row.maybeText("cfdiUse"),
            row.maybeText("country"),
            row.maybeText("taxId"),
            row.maybeText("cfdiTiming").map(CfdiTiming::valueOf)),
        row.maybeText("email"),
        row.maybeText("phone"),
        row.maybeText("whatsapp"),
        Json.stream(Json.read(row.text("contacts")), CustomerStore::contact).toList(),
        row.texts("channels").stream().map(ChannelKind::valueOf).toList(),
        row.texts("stopped").stream().map(ChannelKind::valueOf).collect(Collectors.toSet()),
        Treatment.valueOf(row.text("treatment")),
        row.maybeText("zone").map(ZoneId::of),
        row.maybeText("locale"),
        Set.copyOf(row.texts("required")),
        row.maybeText("preferred"),
        row.maybeText("externalId"),
        row.textMap("metadata"),
        createdAt,
        row.number("version"));
  }
}
