package mx.aldia.domain.tax;

import java.time.Instant;

/**
 * A contract with a certifier: a tenant's own, or the operator's for tenants without one. Its
 * secrets are stored encrypted, beside it.
 *
 * @param test whether it is the certifier's place for trying out: its stamps are worth nothing
 * @param updatedAt on the wall clock
 */
public record PacAccount(Provider provider, boolean test, Instant updatedAt) {
  public enum Provider {
    /** SW Sapien. */
    SW,
    FINKOK
  }

  /**
   * How one is let in: by a token (SW) or by user and password.
   *
   * @param user empty with a token
   * @param secret the token or the password
   */
  public record Access(String user, String secret) {
    public boolean isToken() {
      return user.isEmpty();
    }

    /** Never the secret. */
    @Override
    public String toString() {
      return isToken() ? "token" : "account";
    }
  }
}
