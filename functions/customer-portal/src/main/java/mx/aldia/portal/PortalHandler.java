package mx.aldia.portal;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.letters.Language;

/** The customer's page, and its way to stop e-mail. */
public final class PortalHandler extends HttpHandler {
  public PortalHandler() {
    this(System.getenv());
  }

  public PortalHandler(Map<String, String> environment) {
    super(
        "customer-portal",
        Wiring.routes(environment),
        (_, _, _, language) -> PortalRoutes.gone(Language.of(language.tag())));
  }
}
