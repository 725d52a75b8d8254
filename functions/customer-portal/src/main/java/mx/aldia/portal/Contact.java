package mx.aldia.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import mx.aldia.letters.Sender;
import org.jspecify.annotations.Nullable;

/** How to reach a sender from a page: at least one of both is there. */
record Contact(@Nullable String email, @Nullable String phone) {
  static Contact of(Sender sender) {
    return new Contact(sender.email(), sender.phone());
  }

  /** A mail already begun, so that whoever answers knows which invoice it is about. */
  String mailto(String subject, String body) {
    var query = "?subject=" + encoded(subject) + (body.isEmpty() ? "" : "&body=" + encoded(body));
    return "mailto:" + email + query;
  }

  /** Digits and a leading plus: an extension is for whoever dials it. */
  String tel() {
    var number = phone == null ? "" : phone.replaceAll("(?i)\\s*(ext|x).*$", "");
    return "tel:" + number.replaceAll("[^+0-9]", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
