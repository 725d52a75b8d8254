package mx.aldia.portal;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.letters.Language;
import mx.aldia.table.Deployment;

/** The customer's page, and its way to stop e-mail. */
public final class PortalHandler extends HttpHandler {
  public PortalHandler() {
    this(System.getenv());
  }

  public PortalHandler(Map<String, String> environment) {
    this(Deployment.of(environment));
  }

  /** Of these parts. */
  public PortalHandler(Deployment deployment) {
    super(
        "customer-portal",
        Wiring.routes(deployment),
        (_, _, _, language) -> PortalRoutes.gone(Language.of(language.tag())));
  }
}
