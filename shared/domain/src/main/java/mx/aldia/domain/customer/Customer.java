package mx.aldia.domain.customer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.tenant.CfdiTiming;

/**
 * Whom a tenant invoices.
 *
 * @param channels agreed channels in order of preference; empty means e-mail where there is one
 * @param stopped channels it has opted out of, or that bounced hard; never used again by themselves
 * @param zone where it lives; unknown means the hours that are decent in every Mexican zone
 * @param requiredFields what an invoice to it must carry to be accepted by it: {@code po_number}
 * @param createdAt on the tenant's clock
 */
public record Customer(
    CustomerId id,
    String name,
    TaxData tax,
    Optional<String> email,
    Optional<String> phone,
    Optional<String> whatsapp,
    List<Contact> contacts,
    List<ChannelKind> channels,
    Set<ChannelKind> stopped,
    Treatment treatment,
    Optional<ZoneId> zone,
    Optional<String> locale,
    Set<String> requiredFields,
    Optional<String> preferredPaymentMethod,
    Optional<String> externalId,
    Map<String, String> metadata,
    Instant createdAt,
    long version) {

  public Customer {
    contacts = List.copyOf(contacts);
    channels = List.copyOf(channels);
    stopped = Set.copyOf(stopped);
    requiredFields = Set.copyOf(requiredFields);
    metadata = Map.copyOf(metadata);
  }

  /**
   * What a CFDI to it needs; all of it may wait until one is asked for.
   *
   * @param cfdiTiming when an invoice to it becomes one, where that is not as with others
   */
  public record TaxData(
      Optional<String> legalName,
      Optional<String> rfc,
      Optional<String> taxRegime,
      Optional<String> postalCode,
      Optional<String> cfdiUse,
      Optional<String> country,
      Optional<String> taxId,
      Optional<CfdiTiming> cfdiTiming) {
    /** As with others. */
    public TaxData(
        Optional<String> legalName,
        Optional<String> rfc,
        Optional<String> taxRegime,
        Optional<String> postalCode,
        Optional<String> cfdiUse,
        Optional<String> country,
        Optional<String> taxId) {
      this(legalName, rfc, taxRegime, postalCode, cfdiUse, country, taxId, Optional.empty());
    }
  }

  /** What a contact is there for. */
  public enum Role {
    BUYER,
    ACCOUNTS_PAYABLE,
    ACCOUNTANT,
    LEGAL
  }

  /** Which messages a contact receives. */
  public enum Receives {
    INVOICE,
    REMINDER,
    COMPLEMENT,
    STATEMENT
  }

  /** A person at the customer. */
  public record Contact(
      String name,
      Role role,
      Optional<String> email,
      Optional<String> phone,
      Optional<String> whatsapp,
      Set<Receives> receives) {
    public Contact {
      receives = Set.copyOf(receives);
    }
  }

  /** Where one message goes: one channel, one address, and the name of the person who reads it. */
  public record Address(ChannelKind channel, String to, Optional<String> readerName) {}

  /**
   * The one address for a message of this kind: by the first agreed channel that is not stopped and
   * has an address, to the contact who receives such messages, else to the customer itself. Never
   * to several people at once (a debt is nobody else's business).
   *
   * @param allowed the channels that can be used now, at most
   */
  public Optional<Address> addressFor(Receives kind, List<ChannelKind> allowed) {
    var wanted = channels.isEmpty() ? List.of(ChannelKind.EMAIL) : channels;
    return wanted.stream()
        .filter(channel -> !stopped.contains(channel) && allowed.contains(channel))
        .flatMap(channel -> addresses(kind, channel))
        .findFirst();
  }

  private Stream<Address> addresses(Receives kind, ChannelKind channel) {
    var people =
        contacts.stream()
            .filter(contact -> contact.receives().contains(kind))
            .flatMap(
                contact ->
                    reach(channel, contact.email(), contact.phone(), contact.whatsapp()).stream()
                        .map(to -> new Address(channel, to, Optional.of(contact.name()))));
    var itself =
        reach(channel, email, phone, whatsapp).stream()
            .map(to -> new Address(channel, to, Optional.empty()));
    return Stream.concat(people, itself);
  }

  private static Optional<String> reach(
      ChannelKind channel,
      Optional<String> email,
      Optional<String> phone,
      Optional<String> whatsapp) {
    return switch (channel) {
      case EMAIL -> email;
      case SMS, CALL -> phone;
      case WHATSAPP -> whatsapp;
    };
  }

  /** The same customer with other tax data, one version on. */
  public Customer with(TaxData other) {
    return new Customer(
        id,
        name,
        other,
        email,
        phone,
        whatsapp,
        contacts,
        channels,
        stopped,
        treatment,
        zone,
        locale,
        requiredFields,
        preferredPaymentMethod,
        externalId,
        metadata,
        createdAt,
        version + 1);
  }

  /** The same customer, never again reached by this channel. */
  public Customer stop(ChannelKind channel) {
    var more = new java.util.HashSet<>(stopped);
    more.add(channel);
    return new Customer(
        id,
        name,
        tax,
        email,
        phone,
        whatsapp,
        contacts,
        channels,
        more,
        treatment,
        zone,
        locale,
        requiredFields,
        preferredPaymentMethod,
        externalId,
        metadata,
        createdAt,
        version);
  }
}
