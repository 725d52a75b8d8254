package mx.aldia.reading;

import java.util.Map;
import mx.aldia.edge.HttpHandler;

/** {@code /v1/messages}, {@code /v1/events}, timelines, statements, {@code /v1/reports}. */
public final class ReadingHandler extends HttpHandler {
  public ReadingHandler() {
    this(System.getenv());
  }

  public ReadingHandler(Map<String, String> environment) {
    super("reading", Wiring.routes(environment));
  }
}
