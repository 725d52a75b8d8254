package mx.aldia.letters;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One way to pay; a list of them is in the order to offer, the customer's preferred one first. */
public sealed interface WayToPay {
  /**
   * By card, at once.
   *
   * @param link where to pay; null where the button of the page or message leads there anyway
   */
  record Card(@Nullable URI link) implements WayToPay {}

  /**
   * Bank transfer (SPEI).
   *
   * @param clabe the 18 digits, or an account number abroad
   * @param reference what to write as concepto; null asks for the invoice's number
   */
  record Transfer(String bank, String clabe, String beneficiary, @Nullable String reference)
      implements WayToPay {
    public Transfer {
      bank = OneLine.of(bank);
      clabe = OneLine.needed(clabe, "the account to transfer to");
      beneficiary = OneLine.of(beneficiary);
    }
  }

  /** Cash, by the tenant's own words: where, when, to whom. */
  record Cash(String instructions) implements WayToPay {}

  /** Any other way, by the tenant's own words. */
  record Other(String name, String instructions) implements WayToPay {}
}
