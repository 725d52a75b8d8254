package mx.aldia.pacs;

/** How one is let in at SW Sapien; never shown. */
public sealed interface SwAccess {
  /** A token that does not end, as SW's console gives it. */
  record Token(String value) implements SwAccess {
    @Override
    public String toString() {
      return "token";
    }
  }

  /** A user and a password, for which SW gives a token of two hours. */
  record Account(String user, String password) implements SwAccess {
    @Override
    public String toString() {
      return "account";
    }
  }
}
