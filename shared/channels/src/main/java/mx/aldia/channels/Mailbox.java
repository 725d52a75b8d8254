package mx.aldia.channels;

/**
 * Whom a mail is from or to.
 *
 * @param name as a person reads it; may be empty. Control characters in it become spaces
 * @param address {@code local@domain}; the domain may hold letters beyond ASCII
 */
public record Mailbox(String name, String address) {
  public static Mailbox of(String address) {
    return new Mailbox("", address);
  }
}
