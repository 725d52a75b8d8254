package mx.aldia.portal;

import mx.aldia.letters.Sender;
import org.jspecify.annotations.Nullable;

/**
 * A page that says one thing.
 *
 * @param more a second paragraph; empty for none
 * @param from whom to ask; null where the page cannot know
 * @param optOut where its button posts to; null for no button
 */
record Message(
    PortalWords words,
    String title,
    String text,
    String more,
    @Nullable Sender from,
    @Nullable String optOut) {

  @Nullable Contact contact() {
    return from == null ? null : Contact.of(from);
  }
}
