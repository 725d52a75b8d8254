package mx.aldia.sheets;

import mx.aldia.letters.Language;

/** What a printed CFDI calls things. What SAT has a name for keeps it in every language. */
record CfdiWords(Language language) {
  String title(String type, boolean isGlobal) {
    return switch (type) {
      case "E" -> language.pick("Nota de crédito", "Credit note");
      case "P" -> language.pick("Recibo de pago", "Payment receipt");
      default ->
          isGlobal
              ? language.pick("Factura global", "Global invoice")
              : language.pick("Factura", "Invoice");
    };
  }

  /** {@code Factura A-12 de Estudio Río}: the document's own title. */
  String documentTitle(String title, String number, String tradeName) {
    return language.pick("%s %s de %s", "%s %s from %s").formatted(title, number, tradeName);
  }

  String receiver() {
    return language.pick("Para", "Billed to");
  }

  String issuedOn() {
    return language.pick("Fecha de emisión", "Issued on");
  }

  String poNumber() {
    return language.pick("Orden de compra", "Purchase order");
  }

  String postalCode() {
    return language.pick("Código postal", "Postal code");
  }

  String residence() {
    return language.pick("Residencia fiscal", "Tax residence");
  }

  String taxId() {
    return language.pick("Registro fiscal", "Tax id");
  }

  String type() {
    return language.pick("Tipo de comprobante", "Type of document");
  }

  String form() {
    return language.pick("Forma de pago", "Form of payment");
  }

  String method() {
    return language.pick("Método de pago", "Method of payment");
  }

  String currency() {
    return language.pick("Moneda", "Currency");
  }

  /** {@code MXN Peso mexicano}, {@code CHF}. */
  String currency(String code) {
    var name =
        switch (code) {
          case "MXN" -> language.pick("Peso mexicano", "Mexican peso");
          case "USD" -> language.pick("Dólar de Estados Unidos", "US dollar");
          case "EUR" -> "Euro";
          case "XXX" -> language.pick("Sin moneda", "No currency");
          default -> "";
        };
    return name.isEmpty() ? code : code + " " + name;
  }

  String exchangeRate() {
    return language.pick("tipo de cambio", "exchange rate");
  }

  String export() {
    return language.pick("Exportación", "Export");
  }

  String placeOfIssue() {
    return language.pick("Lugar de expedición", "Place of issue");
  }

  String conditions() {
    return language.pick("Condiciones de pago", "Terms of payment");
  }

  String period() {
    return language.pick("Periodo", "Period");
  }

  String related() {
    return language.pick("CFDI relacionados", "Related CFDI");
  }

  String discount() {
    return language.pick("Descuento", "Discount");
  }

  /** What a tax is computed on. */
  String on(String base) {
    return language.pick("sobre %s", "on %s").formatted(base);
  }

  String withheld(String tax) {
    return language.pick("Retención de %s", "%s withheld").formatted(tax);
  }

  String paidOn() {
    return language.pick("Fecha de pago", "Paid on");
  }

  String amountPaid() {
    return language.pick("Pago recibido", "Payment received");
  }

  String totalPaid() {
    return language.pick("Total de los pagos", "Total of the payments");
  }

  String credited() {
    return language.pick("A favor del cliente", "Credited");
  }

  String operation() {
    return language.pick("Número de operación", "Operation number");
  }

  String payingBank() {
    return language.pick("Banco ordenante", "Paying bank");
  }

  String payingAccount() {
    return language.pick("Cuenta ordenante", "Paying account");
  }

  String receivingBank() {
    return language.pick("Banco beneficiario", "Receiving bank");
  }

  String receivingAccount() {
    return language.pick("Cuenta beneficiaria", "Receiving account");
  }

  String paidInvoice() {
    return language.pick("Factura pagada", "Invoice paid");
  }

  String installment() {
    return language.pick("Parcialidad", "Instalment");
  }

  String balanceBefore() {
    return language.pick("Saldo anterior", "Balance before");
  }

  String paid() {
    return language.pick("Pagado", "Paid");
  }

  String balanceAfter() {
    return language.pick("Saldo insoluto", "Balance after");
  }

  String equivalence() {
    return language.pick("equivalencia", "equivalence");
  }

  String verify() {
    return "Verificar en el portal del SAT";
  }

  /** As the law words it, in whatever language the rest is. */
  String isPrinted() {
    return "Este documento es una representación impresa de un CFDI 4.0";
  }
}
