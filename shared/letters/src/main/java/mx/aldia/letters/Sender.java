package mx.aldia.letters;

import java.net.URI;
import mx.aldia.domain.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for payment, as the law wants it said: who they are and how to reach them.
 *
 * @param tradeName the name customers know; it signs and heads every message
 * @param legalName razón social, where it is another than the trade name
 * @param email answers questions; a letter needs one of e-mail and phone
 * @param privacyNotice the tenant's aviso de privacidad
 */
public record Sender(
    String tradeName,
    @Nullable String legalName,
    @Nullable String rfc,
    @Nullable String email,
    @Nullable String phone,
    @Nullable URI privacyNotice) {
  public Sender {
    tradeName = OneLine.needed(tradeName, "the sender's trade name");
    legalName = blankToNull(legalName);
    rfc = blankToNull(rfc);
    email = blankToNull(email);
    phone = blankToNull(phone);
  }

  /** A tenant as its customers are told of it. */
  public static Sender of(Tenant tenant) {
    return new Sender(
        tenant.name(),
        tenant.legalName().orElse(null),
        tenant.rfc().orElse(null),
        tenant.support().flatMap(Tenant.SupportContact::email).orElse(null),
        tenant.support().flatMap(Tenant.SupportContact::phone).map(Telephone::shown).orElse(null),
        null);
  }

  /** Whether a customer is told whom to ask. */
  public boolean answersQuestions() {
    return email != null || phone != null;
  }

  /** The legal name, or the trade name where they are one. */
  public String nameInLaw() {
    return legalName == null ? tradeName : legalName;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var line = OneLine.of(text);
    return line.isEmpty() ? null : line;
  }
}
