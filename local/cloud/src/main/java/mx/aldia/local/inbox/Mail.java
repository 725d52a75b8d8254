package mx.aldia.local.inbox;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart, as a mail program would.
 *
 * @param headers of the mail itself; of a name that stands twice, the last
 */
record Mail(
    String subject,
    String from,
    Optional<String> text,
    Optional<String> html,
    List<Attachment> files,
    Map<String, String> headers) {

  /**
   * A file in the mail.
   *
   * @param contentId by which the HTML shows it, without brackets; empty for one that is only
   *     attached
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Attachment(String name, String type, Optional<String> contentId, byte[] bytes) {}

  /** When it says it was written. */
  Optional<ZonedDateTime> date() {
    try {
      return Optional.ofNullable(headers.get("Date"))
          .map(it -> it.replaceFirst("\\s*\\(.*\\)$", ""))
          .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  static Mail parse(byte[] mime) {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
      var parts = new Parts();
      parts.take(message);
      var headers = new LinkedHashMap<String, String>();
      for (Header header : Collections.list(message.getAllHeaders())) {
        headers.put(header.getName(), header.getValue());
      }
      var from = message.getFrom();
      return new Mail(
          orEmpty(message.getSubject()),
          from == null || from.length == 0 ? "" : decoded(from[0].toString()),
          Optional.ofNullable(parts.text),
          Optional.ofNullable(parts.html),
          List.copyOf(parts.files),
          headers);
    } catch (MessagingException | IOException e) {
      throw new IllegalArgumentException("not a mail", e);
    }
  }

  private static String decoded(String address) throws IOException {
    return MimeUtility.decodeText(address);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What was met on the way through the parts. */
  private static final class Parts {
    @Nullable String text;
    @Nullable String html;
    final List<Attachment> files = new ArrayList<>();

    void take(Part part) throws MessagingException, IOException {
      if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
        for (int i = 0; i < parts.getCount(); i++) {
          BodyPart child = parts.getBodyPart(i);
          take(child);
        }
      } else if (isBody(part, "text/plain") && text == null) {
        text = part.getContent().toString();
      } else if (isBody(part, "text/html") && html == null) {
        html = part.getContent().toString();
      } else {
        files.add(file(part));
      }
    }

    private static boolean isBody(Part part, String type) throws MessagingException {
      return part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private static Attachment file(Part part) throws MessagingException, IOException {
      String[] ids = part.getHeader("Content-ID");
      String name = part.getFileName();
      return new Attachment(
          name == null ? "file" : MimeUtility.decodeText(name),
          part.getContentType().replaceFirst(";(?s).*", "").strip(),
          ids == null ? Optional.empty() : Optional.of(ids[0].replaceAll("[<>]", "")),
          part.getInputStream().readAllBytes());
    }
  }
}
