package mx.aldia.sheets;

import java.time.LocalDate;
import mx.aldia.letters.Amounts;
import mx.aldia.letters.Bill;
import mx.aldia.letters.Days;
import mx.aldia.letters.Language;
import mx.aldia.sheets.InvoiceSheet.Standing;

/** What the cells and notes of the sheet are called. */
record SheetWords(Language language) {
  String title(Bill bill) {
    return bill.notice()
        ? language.pick("Aviso de cobro", "Payment request")
        : language.pick("Factura", "Invoice");
  }

  String standing(Standing standing) {
    return switch (standing) {
      case OPEN -> "";
      case PAID -> language.pick("Pagada", "Paid");
      case VOID -> language.pick("Cancelada", "Void");
    };
  }

  String billedTo() {
    return language.pick("Para", "Billed to");
  }

  String issuedOn() {
    return language.pick("Fecha de emisión", "Issued on");
  }

  String poNumber() {
    return language.pick("Orden de compra", "Purchase order");
  }

  String dueOn() {
    return language.pick("Fecha de pago", "Payment date");
  }

  String amountDue() {
    return language.pick("Por pagar", "Amount due");
  }

  String amountDue(LocalDate asOf) {
    return language
        .pick("Por pagar al %s", "Amount due on %s")
        .formatted(Days.date(asOf, language));
  }

  String description() {
    return language.pick("Descripción", "Description");
  }

  String quantity() {
    return language.pick("Cantidad", "Quantity");
  }

  String unitPrice() {
    return language.pick("Precio unitario", "Unit price");
  }

  String amount() {
    return language.pick("Importe", "Amount");
  }

  String total() {
    return "Total";
  }

  String credited() {
    return language.pick("Anticipos y notas de crédito", "Advances and credit notes");
  }

  String paid() {
    return language.pick("Pagos recibidos", "Payments received");
  }

  String interest() {
    return language.pick("Intereses moratorios", "Late interest");
  }

  String howToPay() {
    return language.pick("Cómo pagar", "How to pay");
  }

  String online(Bill bill) {
    return bill.notice()
        ? language.pick("Este aviso en línea", "This request online")
        : language.pick("Esta factura en línea", "This invoice online");
  }

  String onlineNote() {
    return language.pick(
        "El saldo de hoy, las formas de pago y un botón para confirmar que llegó.",
        "Today's balance, the ways to pay and a button to confirm receipt.");
  }

  String questions(Bill bill) {
    return bill.notice()
        ? language.pick("¿Dudas sobre este aviso?", "Questions about this request?")
        : language.pick("¿Dudas sobre esta factura?", "Questions about this invoice?");
  }

  String notATaxDocument(InvoiceSheet sheet) {
    return sheet.stampedWhenPaid()
        ? language.pick(
            "Aviso de cobro, no es comprobante fiscal: el CFDI se emite al recibir el pago.",
            "A request for payment and no tax receipt: the CFDI is issued when it is paid.")
        : language.pick(
            "Este documento no es un comprobante fiscal.",
            "This document is not a Mexican tax receipt (CFDI).");
  }

  String page() {
    return language.pick("Página", "Page");
  }

  String of() {
    return language.pick("de", "of");
  }

  /** "Factura A-12 de Estudio Río": the document's own title. */
  String documentTitle(InvoiceSheet sheet) {
    return language
        .pick("%s %s de %s", "%s %s from %s")
        .formatted(title(sheet.bill()), sheet.bill().number(), sheet.from().tradeName());
  }

  /** For a list of documents and for those who listen to one. */
  String documentSubject(InvoiceSheet sheet) {
    return amountDue()
        + ": "
        + Amounts.format(sheet.bill().amountDue())
        + ", "
        + Days.full(sheet.bill().dueOn(), language);
  }
}
