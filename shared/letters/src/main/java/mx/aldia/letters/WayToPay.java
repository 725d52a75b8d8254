package mx.aldia.letters;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.Tenant.PaymentDetails;

/** One way to pay; a list of them is in the order to offer, the customer's preferred one first. */
public sealed interface WayToPay {
  /**
   * Bank transfer (SPEI): bank and beneficiary may be empty, the account is 18 digits or foreign.
   */
  record Transfer(String bank, String clabe, String beneficiary) implements WayToPay {
    public Transfer {
      bank = OneLine.of(bank);
      clabe = OneLine.needed(clabe, "the account to transfer to");
      beneficiary = OneLine.of(beneficiary);
    }
  }

  /** By card, at once, behind a link of a payment provider. */
  record Card(URI link) implements WayToPay {}

  /** Anything else, by the tenant's own words: cash, when and where. */
  record InPerson(String instructions) implements WayToPay {
    public InPerson {
      instructions = instructions.strip();
    }
  }

  /**
   * What a tenant offers, the way the customer prefers first. Otherwise a transfer comes first: it
   * costs nobody anything.
   *
   * @param cardLink where a card is taken, if anywhere
   */
  static List<WayToPay> of(Tenant tenant, Customer customer, Optional<URI> cardLink) {
    return of(tenant, customer.preferredPaymentMethod(), cardLink);
  }

  /**
   * As the other, for a customer of whom no more is known.
   *
   * @param preferredMethod as the API names it
   */
  static List<WayToPay> of(
      Tenant tenant, Optional<String> preferredMethod, Optional<URI> cardLink) {
    var ways = new ArrayList<WayToPay>();
    tenant.paymentDetails().flatMap(WayToPay::transfer).ifPresent(ways::add);
    cardLink.map(Card::new).ifPresent(ways::add);
    tenant
        .paymentDetails()
        .flatMap(PaymentDetails::note)
        .filter(note -> !note.isBlank())
        .map(InPerson::new)
        .ifPresent(ways::add);
    var preferred = preferredMethod.orElse("");
    ways.sort(Comparator.comparing(way -> !way.serves(preferred)));
    return List.copyOf(ways);
  }

  private static Optional<WayToPay> transfer(PaymentDetails details) {
    return details
        .clabe()
        .map(
            clabe ->
                new Transfer(details.bank().orElse(""), clabe, details.beneficiary().orElse("")));
  }

  private boolean serves(String method) {
    return switch (this) {
      case Transfer _ -> method.equals("transfer");
      case Card _ -> method.startsWith("card_");
      case InPerson _ -> List.of("cash", "cheque", "pos", "payment_point").contains(method);
    };
  }
}
