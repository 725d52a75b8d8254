package mx.aldia.documents;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** Invoices and other documents for SAT as PDF, and an invoice's behind its customer's link. */
final class PdfRoutes {
  /** A browser's own viewer is an object and styles within the document that the PDF is. */
  private static final String VIEWABLE =
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private final RenderInvoice renderInvoice;

  PdfRoutes(RenderInvoice renderInvoice) {
    this.renderInvoice = renderInvoice;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/invoices/{id}/pdf", Scope.read("invoices"), this::ofTenant),
        Route.get("/v1/tax_documents/{id}/pdf", Scope.read("invoices"), this::ofTaxDocument),
        Route.openPage("/i/{token}/pdf", this::ofLink));
  }

  private Response ofTenant(Request request) {
    return answer(
        renderInvoice.find(new InvoiceId(request.tenant(), request.param("id"))), "invoice");
  }

  private Response ofTaxDocument(Request request) {
    return answer(renderInvoice.ofTaxDocument(request.tenant(), request.param("id")), "pdf");
  }

  private Response ofLink(Request request) {
    return answer(renderInvoice.find(request.param("token")), "link");
  }

  private static Response answer(Optional<RenderInvoice.Rendered> found, String what) {
    return found
        .map(
            rendered ->
                Response.bytes(200, "application/pdf", rendered.pdf())
                    .with("Content-Disposition", inline(rendered.fileName()))
                    .with("Content-Security-Policy", VIEWABLE))
        .orElseGet(() -> Response.refused(new Problem.NotFound(what)));
  }

  /** A number is letters, digits and hyphens, so its file's name needs no escaping. */
  private static String inline(String fileName) {
    return "inline; filename=\"" + fileName.replaceAll("[^A-Za-z0-9 ._-]", "_") + "\"";
  }
}
