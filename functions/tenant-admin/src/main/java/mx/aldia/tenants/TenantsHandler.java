package mx.aldia.tenants;

import java.util.Map;
import mx.aldia.edge.HttpHandler;

/** What the API says of itself, and what a business says of itself. */
public final class TenantsHandler extends HttpHandler {
  public TenantsHandler() {
    this(System.getenv());
  }

  public TenantsHandler(Map<String, String> environment) {
    super("tenant-admin", Wiring.of(environment).routes());
  }
}
