package mx.aldia.tenants;

import java.util.List;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** {@code /v1/tenant/certificate}: what the tenant's invoices are sealed with. */
final class CertificateRoutes {
  private static final String PATH = "/v1/tenant/certificate";

  private final KeepCertificate certificates;

  CertificateRoutes(KeepCertificate certificates) {
    this.certificates = certificates;
  }

  List<Route> routes() {
    return List.of(
        Route.put(PATH, Scope.write("tenant"), this::keep),
        Route.get(PATH, Scope.read("tenant"), this::show));
  }

  private Response keep(Request request) {
    var open = certificates.tenant(request.tenant());
    var brought = CertificateReader.read(request.fields(), open.tenant(), open.time().now());
    return Response.of(
        brought, it -> Response.ok(CertificateJson.of(certificates.keep(open, it), open.time())));
  }

  private Response show(Request request) {
    var open = certificates.tenant(request.tenant());
    return Response.of(
        certificates.find(request.tenant()),
        it -> Response.ok(CertificateJson.of(it, open.time())));
  }
}
