package mx.aldia.local.inbox;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The inbox as a page that needs no script: a list, and the chosen message beside it. */
final class InboxHtml {
  /** Where the businesses of this machine are, as a rule; mails are dated in UTC. */
  private static final ZoneId MEXICO_CITY = ZoneId.of("America/Mexico_City");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.of("es", "MX"));

  private InboxHtml() {}

  /** A message, taken apart if it is a mail. */
  record Entry(Sent sent, Optional<Mail> mail) {
    String title() {
      return mail.map(Mail::subject).filter(it -> !it.isBlank()).orElse(sent.text());
    }

    String to() {
      return String.join(", ", sent.to());
    }

    /** By the mail's own date: a sandbox's clock may be far from the wall's. */
    ZonedDateTime at() {
      return mail.flatMap(Mail::date)
          .orElseGet(() -> sent.at().atZone(MEXICO_CITY))
          .withZoneSameInstant(MEXICO_CITY);
    }
  }

  static String page(List<Entry> all, Optional<Entry> shown, long deadLetters) {
    return """
        <!doctype html>
        <html lang="es-MX">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Buzón de aldia</title>
        <style>%s</style>
        </head>
        <body>
        <header><h1>Buzón</h1><p>Todo lo que aldia envió en esta máquina, con la hora de la Ciudad de México. Nada salió de ella.</p>%s</header>
        <main>
        <nav aria-label="Mensajes">%s</nav>
        <article>%s</article>
        </main>
        </body>
        </html>
        """
        .formatted(
            STYLE,
            deadLetters == 0
                ? ""
                : "<p class=\"alarm\">%d mensajes internos fallaron para siempre; están en dead-letters/.</p>"
                    .formatted(deadLetters),
            all.isEmpty()
                ? "<p class=\"empty\">Todavía no se ha enviado nada.</p>"
                : all.stream()
                    .map(
                        it ->
                            row(
                                it,
                                shown
                                    .filter(s -> s.sent().id().equals(it.sent().id()))
                                    .isPresent()))
                    .collect(Collectors.joining("\n")),
            shown
                .map(InboxHtml::message)
                .orElse("<p class=\"empty\">Aquí se verá el mensaje.</p>"));
  }

  /**
   * A picture that the mail carries is shown from here; links open beside, not inside the frame.
   */
  static String withPictures(String html, Sent sent, Mail mail) {
    var shown = html;
    for (int i = 0; i < mail.files().size(); i++) {
      var url = "/inbox/%s/files/%d".formatted(sent.id(), i);
      var id = mail.files().get(i).contentId();
      if (id.isPresent()) {
        shown = shown.replace("cid:" + id.get(), url);
      }
    }
    return shown.replaceFirst("(?i)<head[^>]*>", "$0<base target=\"_blank\">");
  }

  private static String row(Entry entry, boolean chosen) {
    return """
        <a href="/inbox/%s"%s><span class="to">%s</span><time>%s</time><span class="title">%s%s</span></a>"""
        .formatted(
            entry.sent().id(),
            chosen ? " aria-current=\"true\"" : "",
            escape(entry.to()),
            TIME.format(entry.at()),
            entry.mail().isEmpty() ? "<b class=\"tag\">SMS</b> " : "",
            escape(entry.title()));
  }

  private static String message(Entry entry) {
    return entry
        .mail()
        .map(mail -> mail(entry, mail))
        .orElseGet(
            () -> head(entry, "SMS") + "<p class=\"sms\">" + escape(entry.sent().text()) + "</p>");
  }

  private static String mail(Entry entry, Mail mail) {
    String base = "/inbox/" + entry.sent().id();
    String files =
        IntStream.range(0, mail.files().size())
            .mapToObj(
                i ->
                    "<li><a href=\"%s/files/%d\">%s</a> <small>%d KB</small></li>"
                        .formatted(
                            base,
                            i,
                            escape(mail.files().get(i).name()),
                            Math.max(1, mail.files().get(i).bytes().length / 1024)))
            .collect(Collectors.joining());
    String html =
        mail.html()
            .map(
                _ ->
                    "<iframe title=\"El mensaje\" src=\"%s/html\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>"
                        .formatted(base))
            .orElse("");
    String text =
        mail.text()
            .map(
                it ->
                    "<details%s><summary>Texto sin formato</summary><pre>%s</pre></details>"
                        .formatted(mail.html().isEmpty() ? " open" : "", escape(it)))
            .orElse("");
    String headers =
        mail.headers().entrySet().stream()
            .map(it -> escape(it.getKey() + ": " + it.getValue()))
            .collect(Collectors.joining("\n"));
    return head(entry, mail.from())
        + (files.isEmpty() ? "" : "<ul class=\"files\">" + files + "</ul>")
        + html
        + text
        + "<details><summary>Encabezados</summary><pre>%s</pre><p><a href=\"%s/eml\">Original (.eml)</a></p></details>"
            .formatted(headers, base);
  }

  private static String head(Entry entry, String from) {
    return """
        <h2>%s</h2><dl><dt>De</dt><dd>%s</dd><dt>Para</dt><dd>%s</dd><dt>Fecha</dt><dd>%s</dd></dl>"""
        .formatted(
            escape(entry.mail().isPresent() ? entry.title() : "Mensaje de texto"),
            escape(from),
            escape(entry.to()),
            TIME.format(entry.at()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static final String STYLE =
      """
      :root { color-scheme: light; --ink:#1c2430; --soft:#667085; --line:#e4e7ec; --paper:#fff; --back:#f5f6f8; --accent:#0f6b5c; }
      * { box-sizing: border-box; }
      body { margin:0; font:15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color:var(--ink); background:var(--back); }
      header { padding:1rem 1.25rem; background:var(--paper); border-bottom:1px solid var(--line); }
      h1 { margin:0; font-size:1.25rem; color:var(--accent); }
      header p { margin:.1rem 0 0; color:var(--soft); }
      header .alarm { color:#b42318; font-weight:600; }
      main { display:grid; grid-template-columns:minmax(18rem,24rem) 1fr; gap:1rem; padding:1rem; align-items:start; }
      nav, article { background:var(--paper); border:1px solid var(--line); border-radius:.6rem; overflow:hidden; }
      nav { max-height:calc(100vh - 7rem); overflow-y:auto; }
      nav a { display:grid; grid-template-columns:1fr auto; gap:0 .75rem; padding:.7rem 1rem; color:inherit; text-decoration:none; border-bottom:1px solid var(--line); }
      nav a:hover { background:#f9fafb; }
      nav a[aria-current] { background:#eaf5f2; box-shadow:inset 3px 0 var(--accent); }
      nav .to { font-weight:600; overflow:hidden; text-overflow:ellipsis; white-space:nowrap; }
      nav time { color:var(--soft); font-size:.85rem; white-space:nowrap; }
      nav .title { grid-column:1 / -1; color:var(--soft); overflow:hidden; text-overflow:ellipsis; white-space:nowrap; }
      .tag { font-size:.7rem; background:var(--accent); color:#fff; border-radius:.25rem; padding:.05rem .35rem; vertical-align:middle; }
      article { padding:1.25rem; }
      h2 { margin:0 0 .5rem; font-size:1.2rem; overflow-wrap:anywhere; }
      dl { display:grid; grid-template-columns:auto 1fr; gap:.1rem .75rem; margin:0 0 1rem; color:var(--soft); }
      dt { font-weight:600; } dd { margin:0; overflow-wrap:anywhere; }
      .files { list-style:none; display:flex; flex-wrap:wrap; gap:.5rem; padding:0; margin:0 0 1rem; }
      .files li { border:1px solid var(--line); border-radius:.4rem; padding:.3rem .7rem; }
      iframe { width:100%; height:70vh; border:1px solid var(--line); border-radius:.4rem; background:#fff; }
      details { margin-top:1rem; } summary { cursor:pointer; color:var(--soft); }
      pre { white-space:pre-wrap; overflow-wrap:anywhere; background:var(--back); padding:1rem; border-radius:.4rem; font-size:.85rem; }
      .sms { max-width:28rem; background:#eaf5f2; border-radius:1rem 1rem 1rem .25rem; padding:.8rem 1rem; white-space:pre-wrap; overflow-wrap:anywhere; }
      .empty { padding:1.5rem; color:var(--soft); }
      a { color:var(--accent); }
      @media (max-width:50rem) { main { grid-template-columns:minmax(0,1fr); padding:.5rem; } nav { max-height:40vh; } article { padding:1rem; } }
      """;
}
