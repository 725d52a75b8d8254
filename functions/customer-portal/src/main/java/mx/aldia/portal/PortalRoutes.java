package mx.aldia.portal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.letters.Language;

/**
 * The addresses that customers hold. A GET changes nothing; an action is a POST by whoever has the
 * link, without cookies, so there is nothing that another site could ride on.
 */
final class PortalRoutes {
  private final ShowInvoice showInvoice;
  private final FillTaxData fillTaxData;
  private final OptOut optOut;

  PortalRoutes(ShowInvoice showInvoice, FillTaxData fillTaxData, OptOut optOut) {
    this.showInvoice = showInvoice;
    this.fillTaxData = fillTaxData;
    this.optOut = optOut;
  }

  List<Route> routes() {
    return List.of(
        Route.openPage("/i/{token}", this::invoice),
        Route.openForm("/i/{token}/confirm_receipt", this::confirmReceipt),
        Route.openPage("/i/{token}/tax_data", this::askTaxData),
        Route.openForm("/i/{token}/tax_data", this::fillTaxData),
        Route.openPage("/u/{token}", this::ask),
        // RFC 8058 lets a mail program post this as a form of either kind.
        Route.openRaw("/u/{token}", this::stop));
  }

  private Response invoice(Request request) {
    return page(request, showInvoice.show(token(request)), PortalPages::invoice);
  }

  private Response confirmReceipt(Request request) {
    return showInvoice.confirmReceipt(token(request))
        ? Response.seeOther("/i/" + token(request))
        : gone(language(request));
  }

  private Response askTaxData(Request request) {
    return answer(request, fillTaxData.ask(token(request)));
  }

  private Response fillTaxData(Request request) {
    var instead = typed(request, "legal_name_instead");
    var form =
        TaxDataForm.typed(
            typed(request, "rfc"),
            instead.isEmpty() ? typed(request, "legal_name") : instead,
            typed(request, "postal_code"),
            typed(request, "tax_regime"),
            typed(request, "cfdi_use"));
    return answer(request, fillTaxData.fill(token(request), form));
  }

  private static String typed(Request request, String name) {
    return request.fields().tree(name).asText("");
  }

  private static Response answer(Request request, FillTaxData.Answer answer) {
    return switch (answer) {
      case FillTaxData.Answer.Gone() -> gone(language(request));
      case FillTaxData.Answer.Asked(var page) ->
          answer(page.faults().isEmpty() ? 200 : 422, PortalPages.taxData(page));
      case FillTaxData.Answer.Complete(var page) -> answer(200, PortalPages.taxDataKept(page));
    };
  }

  private Response ask(Request request) {
    return page(request, optOut.ask(token(request)), PortalPages::unsubscribe);
  }

  private Response stop(Request request) {
    return page(request, optOut.stop(token(request)), PortalPages::unsubscribed);
  }

  private static <T> Response page(Request request, Optional<T> found, Function<T, String> html) {
    return found.map(it -> answer(200, html.apply(it))).orElseGet(() -> gone(language(request)));
  }

  /** Whatever opens nothing looks the same, so that nobody learns which links there are. */
  static Response gone(Language language) {
    return answer(404, PortalPages.gone(language));
  }

  private static Response answer(int status, String html) {
    var response = Response.html(status, html);
    for (Map.Entry<String, String> header : PortalPages.HEADERS.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static Language language(Request request) {
    return Language.of(request.language().tag());
  }

  private static String token(Request request) {
    return request.param("token");
  }
}
