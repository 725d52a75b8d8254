package mx.aldia.local.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.local.queue.Queues;

/**
 * What was sent, for people ({@code /inbox}) and for tests ({@code /inbox.json}). A mail's HTML is
 * shown in a sandbox: nothing of it runs and nothing is fetched from elsewhere.
 */
public final class InboxPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a browser on this machine calls us. Under any other name it is a foreign page that had its
   * own name point here, to read what the browser reads.
   */
  private static final Pattern HERE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

  private final Inbox inbox;
  private final Queues queues;

  /**
   * Shows an inbox.
   *
   * @param queues of which the dead letters are told at the top
   */
  public InboxPages(Inbox inbox, Queues queues) {
    this.inbox = inbox;
    this.queues = queues;
  }

  /** Answers everything under {@code /inbox}. */
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var page =
          HERE.matcher(
                      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse(""))
                  .matches()
              ? page(exchange.getRequestURI().getPath())
              : Page.message(421, "Misdirected Request");
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", page.type());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Content-Security-Policy", page.policy());
      page.disposition().ifPresent(it -> headers.set("Content-Disposition", it));
      boolean bodiless = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(page.status(), bodiless ? -1 : page.body().length);
      if (!bodiless) {
        exchange.getResponseBody().write(page.body());
      }
    }
  }

  private Page page(String path) {
    List<String> steps = Arrays.asList(path.substring(1).split("/", -1));
    return switch (steps.size()) {
      case 1 ->
          switch (steps.getFirst()) {
            case "inbox" -> html(Optional.empty());
            case "inbox.json" -> json();
            default -> Page.notFound();
          };
      case 2 -> inbox.find(steps.get(1)).map(it -> html(Optional.of(it))).orElseGet(Page::notFound);
      case 3 ->
          inbox.find(steps.get(1)).flatMap(it -> part(it, steps.get(2))).orElseGet(Page::notFound);
      case 4 ->
          inbox
              .find(steps.get(1))
              .filter(_ -> steps.get(2).equals("files"))
              .flatMap(it -> file(it, steps.get(3)))
              .orElseGet(Page::notFound);
      default -> Page.notFound();
    };
  }

  private Page html(Optional<Sent> chosen) {
    var all = inbox.all().reversed().stream().map(this::entry).toList();
    var shown = chosen.map(this::entry).or(() -> all.stream().findFirst());
    long dead =
        queues.all().stream()
            .filter(queue -> queue.name().endsWith("DeadLetters"))
            .mapToLong(queue -> queue.depth().visible())
            .sum();
    return Page.html(InboxHtml.page(all, shown, dead));
  }

  private InboxHtml.Entry entry(Sent sent) {
    return new InboxHtml.Entry(
        sent,
        sent.channel().equals("email")
            ? Optional.of(Mail.parse(inbox.mime(sent)))
            : Optional.empty());
  }

  private Optional<Page> part(Sent sent, String part) {
    if (!sent.channel().equals("email")) {
      return Optional.empty();
    }
    byte[] mime = inbox.mime(sent);
    return switch (part) {
      case "html" ->
          Mail.parse(mime)
              .html()
              .map(html -> Page.sandboxed(InboxHtml.withPictures(html, sent, Mail.parse(mime))));
      case "eml" -> Optional.of(Page.file("message/rfc822", sent.id() + ".eml", mime));
      default -> Optional.empty();
    };
  }

  private Optional<Page> file(Sent sent, String number) {
    if (!sent.channel().equals("email") || !number.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    var files = Mail.parse(inbox.mime(sent)).files();
    int index = Integer.parseInt(number);
    return index < files.size()
        ? Optional.of(
            Page.file(files.get(index).type(), files.get(index).name(), files.get(index).bytes()))
        : Optional.empty();
  }

  private Page json() {
    var list = JSON.createArrayNode();
    for (Sent sent : inbox.all()) {
      var it =
          list.addObject()
              .put("id", sent.id())
              .put("channel", sent.channel())
              .put("at", sent.at().toString());
      sent.to().forEach(it.putArray("to")::add);
      var tags = it.putObject("tags");
      sent.tags().forEach(tags::put);
      if (sent.channel().equals("sms")) {
        it.put("text", sent.text());
        continue;
      }
      var mail = Mail.parse(inbox.mime(sent));
      it.put("from", mail.from()).put("subject", mail.subject());
      it.put("text", mail.text().orElse("")).put("html", mail.html().orElse(""));
      var headers = it.putObject("headers");
      mail.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
      var files = it.putArray("attachments");
      for (int i = 0; i < mail.files().size(); i++) {
        var file = mail.files().get(i);
        files
            .addObject()
            .put("name", file.name())
            .put("type", file.type())
            .put("bytes", file.bytes().length)
            .put("url", "/inbox/%s/files/%d".formatted(sent.id(), i));
      }
    }
    return Page.json(list.toString());
  }

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Page(
      int status, String type, String policy, Optional<String> disposition, byte[] body) {
    private static final String NOTHING = "default-src 'none'";

    static Page html(String html) {
      return new Page(
          200,
          "text/html; charset=utf-8",
          NOTHING + "; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'",
          Optional.empty(),
          html.getBytes(StandardCharsets.UTF_8));
    }

    /** A mail's own HTML: its links may open a new page, and that is all it may do. */
    static Page sandboxed(String html) {
      return new Page(
          200,
          "text/html; charset=utf-8",
          NOTHING
              + "; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
              + "; sandbox allow-popups allow-popups-to-escape-sandbox",
          Optional.empty(),
          html.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A browser's PDF viewer is stopped by a policy; whatever else a browser might run is saved.
     */
    static Page file(String type, String name, byte[] bytes) {
      boolean shown = type.equals("application/pdf") || type.startsWith("image/");
      var safe = name.replaceAll("[^\\p{L}\\d .()-]", "_");
      return new Page(
          200,
          type,
          shown ? "frame-ancestors 'none'" : NOTHING,
          Optional.of((shown ? "inline" : "attachment") + "; filename*=UTF-8''" + encoded(safe)),
          bytes);
    }

    private static String encoded(String name) {
      return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Page json(String json) {
      return new Page(
          200,
          "application/json",
          NOTHING,
          Optional.empty(),
          json.getBytes(StandardCharsets.UTF_8));
    }

    static Page notFound() {
      return message(404, "Not Found");
    }

    static Page message(int status, String message) {
      return new Page(
          status,
          "application/json",
          NOTHING,
          Optional.empty(),
          "{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
    }
  }
}
