package mx.aldia.reminders;

import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Language;

/** What a task asks for, in a sentence, and the call that does it. */
final class TaskWords {
  private TaskWords() {}

  static String title(Task task, Language language) {
    var number = task.invoice().map(TaxDocument.Named::number).orElse(task.about());
    return language == Language.EN ? english(task, number) : spanish(task, number);
  }

  private static String spanish(Task task, String number) {
    return switch (task.kind()) {
      case CORRECT_TAX_DOCUMENT ->
          "%s %s no se pudo timbrar: corrija lo que se indica.".formatted(enSpanish(task), number);
      case LATE_STAMP ->
          "%s %s sigue sin timbrar y no se ha enviado.".formatted(enSpanish(task), number);
      case CANCELLATION_REFUSED ->
          task.reason().filter("customer"::equals).isPresent()
              ? "El cliente no aceptó cancelar: %s %s sigue vigente."
                  .formatted(enSpanish(task).toLowerCase(Locale.ROOT), number)
              : "El SAT no aceptó la solicitud de cancelar: %s %s sigue vigente."
                  .formatted(enSpanish(task).toLowerCase(Locale.ROOT), number);
      case CERTIFICATE_EXPIRING ->
          "El certificado de sello digital %s está por vencer: suba el nuevo."
              .formatted(task.about());
      case PAYMENT_TO_REVIEW ->
          "Un aviso de pago (%s) no se pudo aplicar: revíselo y, si es de una factura, registre el pago."
              .formatted(task.about());
      case PUE_NOT_KEPT ->
          task.reason().filter("unpaid"::equals).isPresent()
              ? "La factura %s es PUE y sigue sin pago: si no se paga este mes, sustitúyala por una PPD."
                  .formatted(number)
              : "La factura %s es PUE y se pagó con otra forma que la declarada: sustitúyala por una PPD."
                  .formatted(number);
    };
  }

  private static String english(Task task, String number) {
    return switch (task.kind()) {
      case CORRECT_TAX_DOCUMENT ->
          "%s %s could not be stamped: correct what is pointed at."
              .formatted(inEnglish(task), number);
      case LATE_STAMP ->
          "%s %s is still not stamped and was not sent.".formatted(inEnglish(task), number);
      case CANCELLATION_REFUSED ->
          task.reason().filter("customer"::equals).isPresent()
              ? "The customer did not agree to a cancellation: %s %s stands."
                  .formatted(inEnglish(task).toLowerCase(Locale.ROOT), number)
              : "SAT did not take the request for a cancellation: %s %s stands."
                  .formatted(inEnglish(task).toLowerCase(Locale.ROOT), number);
      case CERTIFICATE_EXPIRING ->
          "The certificate %s is about to expire: upload the new one.".formatted(task.about());
      case PAYMENT_TO_REVIEW ->
          "A notice of a payment (%s) could not be applied: look at it and, if it is of an invoice, record the payment."
              .formatted(task.about());
      case PUE_NOT_KEPT ->
          task.reason().filter("unpaid"::equals).isPresent()
              ? "Invoice %s is PUE and still unpaid: if it is not paid this month, replace it by a PPD one."
                  .formatted(number)
              : "Invoice %s is PUE and was paid by another form than declared: replace it by a PPD one."
                  .formatted(number);
    };
  }

  private static String enSpanish(Task task) {
    return switch (task.type().orElse(TaxDocument.Type.I)) {
      case I -> task.invoice().isPresent() ? "La factura" : "La factura global";
      case E -> "La nota de crédito de la factura";
      case P -> "El complemento de pago de la factura";
    };
  }

  private static String inEnglish(Task task) {
    return switch (task.type().orElse(TaxDocument.Type.I)) {
      case I -> task.invoice().isPresent() ? "Invoice" : "The global invoice";
      case E -> "The credit note of invoice";
      case P -> "The payment complement of invoice";
    };
  }

  /** The path to call; empty where a person has to decide what to do. */
  static Optional<String> action(Task task) {
    var invoice = "/v1/invoices/" + task.invoice().map(it -> it.invoice().value()).orElse("");
    var document = "/v1/tax_documents/" + task.about();
    return switch (task.kind()) {
      case CORRECT_TAX_DOCUMENT ->
          Optional.of(isSale(task) ? invoice + "/tax_document/correct" : document + "/retry");
      case LATE_STAMP -> Optional.of(document + "/retry");
      case CANCELLATION_REFUSED ->
          Optional.of(isSale(task) ? invoice + "/void" : document + "/cancel");
      case CERTIFICATE_EXPIRING -> Optional.of("/v1/tenant/certificate");
      case PUE_NOT_KEPT -> Optional.of(invoice + "/replace");
      case PAYMENT_TO_REVIEW -> Optional.empty();
    };
  }

  /** The whole call, where a person has nothing to add: one click does it. */
  static Optional<JsonObject> request(Task task) {
    return body(task)
        .flatMap(
            body ->
                action(task)
                    .map(
                        path ->
                            new JsonObject()
                                .text("method", "POST")
                                .text("path", path)
                                .object("body", body)));
  }

  private static Optional<JsonObject> body(Task task) {
    return switch (task.kind()) {
      case PUE_NOT_KEPT ->
          Optional.of(
              new JsonObject()
                  .text("payment_method", "PPD")
                  .text("payment_form", PaymentForm.UNDEFINED));
      case LATE_STAMP -> Optional.of(new JsonObject());
      case CORRECT_TAX_DOCUMENT, CANCELLATION_REFUSED, CERTIFICATE_EXPIRING, PAYMENT_TO_REVIEW ->
          Optional.empty();
    };
  }

  private static boolean isSale(Task task) {
    return task.invoice().isPresent() && task.type().filter(TaxDocument.Type.I::equals).isPresent();
  }
}
