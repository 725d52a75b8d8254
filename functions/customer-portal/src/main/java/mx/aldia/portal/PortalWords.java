package mx.aldia.portal;

import java.time.LocalDate;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.letters.Bill;
import mx.aldia.letters.Days;
import mx.aldia.letters.Language;
import mx.aldia.letters.Voice;
import mx.aldia.portal.InvoicePage.Kind;

/** The page's own words; amounts, dates and ways to pay are worded where the letters word them. */
record PortalWords(Language language, Treatment treatment) {
  private String say(String spanish, String english) {
    return language.pick(Voice.of(treatment).say(spanish), english);
  }

  boolean isFamiliar() {
    return treatment == Treatment.TU;
  }

  String giveTaxData() {
    return say(
        "[Complete|Completa] [sus|tus] datos para la factura", "Give your data for the invoice");
  }

  String giveTaxDataNote() {
    return say(
        "Faltan datos fiscales para timbrarla ante el SAT.",
        "Tax data are missing to certify it with SAT.");
  }

  String invoice(Bill bill) {
    return bill.notice() ? say("Aviso de cobro", "Payment request") : say("Factura", "Invoice");
  }

  /** Until it is paid there is no CFDI, and the page says when there will be one. */
  String noticeNote() {
    return say(
        "No es un comprobante fiscal: el CFDI se emite en cuanto se recibe [su|tu] pago.",
        "This is no tax receipt: the CFDI is issued as soon as your payment is received.");
  }

  /** "Factura A-12 · Estudio Río": what a tab and a bookmark are called. */
  String title(InvoicePage page) {
    return "%s %s · %s"
        .formatted(invoice(page.bill()), page.bill().number(), page.from().tradeName());
  }

  String amountDue() {
    return say("Por pagar", "Amount due");
  }

  String dueNote(LocalDate dueOn, LocalDate today) {
    var due = Days.dueInFull(dueOn, today, language);
    return Character.toUpperCase(due.charAt(0)) + due.substring(1);
  }

  String full(LocalDate day) {
    return Days.full(day, language);
  }

  String paidTitle() {
    return say(
        "¡Gracias! Con esta factura [está|estás] al día.", "Thank you! This invoice is paid.");
  }

  String creditedTitle() {
    return say("Esta factura está saldada.", "This invoice is settled.");
  }

  String creditedNote() {
    return say("No queda nada que pagar.", "Nothing is left to pay.");
  }

  String paidNote() {
    return say(
        "Pagada por completo. No hay nada más que hacer.", "Paid in full. Nothing else to do.");
  }

  String voidTitle(Bill bill) {
    return bill.notice()
        ? say("Este aviso de cobro fue cancelado", "This payment request is void")
        : say("Esta factura fue cancelada", "This invoice is void");
  }

  String voidNote() {
    return say("No hay nada que pagar.", "There is nothing to pay.");
  }

  String cancellingTitle() {
    return say("Esta factura está en proceso de cancelación", "This invoice is being cancelled");
  }

  String cancellingNote() {
    return say(
        "Mientras responde el SAT no hay nada que pagar.",
        "Nothing is to be paid until SAT has answered.");
  }

  String seeHowToPay() {
    return say("Ver cómo pagar", "See how to pay");
  }

  String downloadPdf() {
    return say("Descargar PDF", "Download PDF");
  }

  String downloadXml() {
    return say("Descargar XML", "Download XML");
  }

  String howToPay() {
    return say("Cómo pagar", "How to pay");
  }

  String alreadyPaid() {
    return say("¿Ya [pagó|pagaste]?", "Already paid?");
  }

  String alreadyPaidNote() {
    return say(
        "[Avísenos|Avísanos] y lo registramos. Si [puede|puedes], [adjunte|adjunta] el"
            + " comprobante.",
        "Let us know and we will record it. Attach the receipt if you can.");
  }

  String writeToUs() {
    return say("Avisar por correo", "Tell us by e-mail");
  }

  String call(String phone) {
    return say("Llamar al " + phone, "Call " + phone);
  }

  String paidSubject(Bill bill) {
    return bill.notice()
        ? say("Pago del aviso de cobro " + bill.number(), "Payment of request " + bill.number())
        : say("Pago de la factura " + bill.number(), "Payment of invoice " + bill.number());
  }

  String paidBody(Bill bill) {
    return say(
            bill.notice()
                ? "Ya pagué el aviso de cobro %s.\n\nFecha de pago:\nForma de pago:\nImporte:\n"
                : "Ya pagué la factura %s.\n\nFecha de pago:\nForma de pago:\nImporte:\n",
            bill.notice()
                ? "I have paid request %s.\n\nPayment date:\nPayment method:\nAmount:\n"
                : "I have paid invoice %s.\n\nPayment date:\nPayment method:\nAmount:\n")
        .formatted(bill.number());
  }

  String questionSubject(Bill bill) {
    return bill.notice()
        ? say("Duda sobre el aviso de cobro " + bill.number(), "Question about " + bill.number())
        : say("Duda sobre la factura " + bill.number(), "Question about invoice " + bill.number());
  }

  String questions() {
    return say(
        "¿[Tiene|Tienes] dudas o algo no coincide?", "A question, or something does not match?");
  }

  String questionsNote(String tradeName) {
    return say(
            "[Escríbale|Escríbele] a %s y lo aclaran [con usted|contigo].",
            "Write to %s and they will sort it out with you.")
        .formatted(tradeName);
  }

  String receipt(Bill bill) {
    return bill.notice()
        ? say("¿[Recibió|Recibiste] bien este aviso?", "Did you receive this request?")
        : say("¿[Recibió|Recibiste] bien esta factura?", "Did you receive this invoice?");
  }

  String receiptNote() {
    return say(
        "Confirmarlo no cambia lo que se debe ni la fecha de pago.",
        "Confirming changes neither what is due nor when.");
  }

  String confirmReceipt(Bill bill) {
    return say(
        bill.notice() ? "Confirmar que lo recibí" : "Confirmar que la recibí", "Confirm receipt");
  }

  String receiptConfirmed(Bill bill, LocalDate on) {
    return say(
            bill.notice()
                ? "[Confirmó|Confirmaste] que lo [recibió|recibiste] el %s. ¡Gracias!"
                : "[Confirmó|Confirmaste] que la [recibió|recibiste] el %s. ¡Gracias!",
            "You confirmed receipt on %s. Thank you!")
        .formatted(full(on));
  }

  String detail() {
    return say("Detalle", "Details");
  }

  String description() {
    return say("Descripción", "Description");
  }

  String amount() {
    return say("Importe", "Amount");
  }

  String total() {
    return "Total";
  }

  String credited() {
    return say("Anticipos y notas de crédito", "Advances and credit notes");
  }

  String paid() {
    return say("Pagos recibidos", "Payments received");
  }

  String balance() {
    return say("Saldo", "Balance");
  }

  String interest() {
    return say("Intereses moratorios a hoy", "Late interest to date");
  }

  String movements() {
    return say("Pagos y movimientos", "Payments and movements");
  }

  String movement(Kind kind) {
    return switch (kind) {
      case PAYMENT -> say("Pago recibido", "Payment received");
      case REVERSAL -> say("Pago devuelto", "Payment returned");
      case CREDIT -> say("Nota de crédito", "Credit note");
      case ADVANCE -> say("Anticipo aplicado", "Advance applied");
      case ADVANCE_VOIDED -> say("Anticipo retirado", "Advance taken back");
      case CREDIT_VOIDED -> say("Nota de crédito cancelada", "Credit note cancelled");
      case REFUND -> say("A favor del cliente", "In the customer's favour");
      case REFUND_VOIDED -> say("Se vuelve a tomar como pago", "Counted as paid again");
    };
  }

  String billedTo() {
    return say("Para", "Billed to");
  }

  String issuedOn() {
    return say("Fecha de emisión", "Issued on");
  }

  String dueOn() {
    return say("Fecha de pago", "Payment date");
  }

  String poNumber() {
    return say("Orden de compra", "Purchase order");
  }

  String privacy() {
    return say("Aviso de privacidad", "Privacy notice");
  }

  String unsubscribeLink() {
    return say("Dejar de recibir correos", "Stop e-mails");
  }

  String unsubscribeTitle() {
    return say("¿Dejar de recibir correos?", "Stop receiving e-mails?");
  }

  String unsubscribeNote(String tradeName) {
    return say(
            "%s ya no [le|te] enviará mensajes automáticos por correo.",
            "%s will no longer send you automatic messages by e-mail.")
        .formatted(tradeName);
  }

  String unsubscribeKeeps() {
    return say(
        "[Sus|Tus] facturas no cambian: siguen en el enlace que ya [tiene|tienes].",
        "Your invoices stay as they are, behind the link you already have.");
  }

  String unsubscribeButton() {
    return say("Dejar de recibir correos", "Stop e-mails");
  }

  String unsubscribedTitle() {
    return say("Listo: no [recibirá|recibirás] más correos", "Done: no more e-mails");
  }

  String unsubscribedNote(String tradeName) {
    return say(
            "Si fue un error o [prefiere|prefieres] otro medio, [dígaselo|díselo] a %s.",
            "If this was a mistake, or you prefer another way, tell %s.")
        .formatted(tradeName);
  }

  String goneTitle() {
    return say("Este enlace ya no está disponible", "This link is no longer available");
  }

  String goneNote() {
    return say(
        "Pudo caducar o cambiarse por uno nuevo. [Busque|Busca] el mensaje más reciente o"
            + " [pida|pide] otro enlace a quien [le|te] envió la factura.",
        "It may have expired or been replaced. Look for the latest message, or ask whoever sent you"
            + " the invoice for a new link.");
  }
}
