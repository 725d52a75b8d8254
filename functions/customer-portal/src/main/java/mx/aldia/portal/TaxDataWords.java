package mx.aldia.portal;

import mx.aldia.letters.Language;

/** What the form for tax data says; SAT's own names stay in Spanish. */
record TaxDataWords(PortalWords words, TaxDataForm form) {
  Language language() {
    return words.language();
  }

  String title() {
    return say(
        "Sus datos para la factura", "Tus datos para la factura", "Your data for the invoice");
  }

  String intro(String business, String number) {
    return say(
            "%s necesita estos datos para timbrar su factura %s. Están en su Constancia de"
                + " Situación Fiscal; escríbalos como vienen ahí.",
            "%s necesita estos datos para timbrar tu factura %s. Están en tu Constancia de"
                + " Situación Fiscal; escríbelos como vienen ahí.",
            "%s needs these data to certify your invoice %s with SAT. They are on your Constancia"
                + " de Situación Fiscal; write them as they stand there.")
        .formatted(business, number);
  }

  String label(TaxDataForm.Field field) {
    return switch (field) {
      case RFC -> "RFC";
      case LEGAL_NAME -> language().pick("Nombre o denominación", "Name (nombre o denominación)");
      case POSTAL_CODE ->
          language().pick("Código postal del domicilio fiscal", "Postal code of the tax address");
      case TAX_REGIME -> language().pick("Régimen fiscal", "Tax regime");
      case CFDI_USE -> language().pick("Uso de la factura", "Use of the invoice");
    };
  }

  String choose() {
    return say("Elija uno", "Elige uno", "Choose one");
  }

  String send() {
    return language().pick("Enviar mis datos", "Send my data");
  }

  String toMend() {
    return say("Revise lo señalado.", "Revisa lo señalado.", "Please check what is marked.");
  }

  String use(String name) {
    return language().pick("Usar «%s»", "Use “%s”").formatted(name);
  }

  String doneTitle() {
    return language().pick("Ya tenemos los datos", "We have the data");
  }

  String doneNote() {
    return say(
        "En cuanto la factura quede timbrada se la enviamos; también estará en su página.",
        "En cuanto la factura quede timbrada te la enviamos; también estará en tu página.",
        "As soon as the invoice is certified we send it; it will be on your page too.");
  }

  String fault(TaxDataForm.Fault fault) {
    return switch (fault) {
      case MISSING -> language().pick("Falta este dato.", "This is missing.");
      case NOT_AN_RFC ->
          language()
              .pick(
                  "Un RFC tiene 12 caracteres si es de una empresa y 13 si es de una persona, como"
                      + " ABC010203XY1.",
                  "An RFC has 12 characters for a company and 13 for a person, like ABC010203XY1.");
      case GENERIC_RFC ->
          say(
              "Ese es el RFC genérico; se necesita el suyo.",
              "Ese es el RFC genérico; se necesita el tuyo.",
              "That is the generic RFC; your own is needed.");
      case TOO_LONG ->
          language()
              .pick(
                  "Lleva a lo más 300 caracteres, sin barras verticales.",
                  "At most 300 characters, without vertical bars.");
      case KIND_OF_COMPANY ->
          language()
              .pick(
                  "El SAT espera el nombre sin el régimen de capital (SA DE CV y similares): %s.",
                  "SAT expects the name without the kind of company (SA DE CV and the like): %s.")
              .formatted(form.suggestedName());
      case NOT_A_POSTAL_CODE ->
          language()
              .pick("Un código postal tiene cinco dígitos.", "A postal code has five digits.");
      case REGIME_OF_THE_OTHER_PERSON ->
          language()
              .pick(
                  "Ese régimen no corresponde al tipo de persona de ese RFC.",
                  "That regime is not for the kind of person of that RFC.");
      case USE_OF_ANOTHER_REGIME ->
          language()
              .pick(
                  "Ese uso no corresponde a ese régimen; G03 y S01 suelen servir.",
                  "That use does not go with that regime; G03 and S01 usually do.");
    };
  }

  private String say(String usted, String tu, String english) {
    return language().pick(words.isFamiliar() ? tu : usted, english);
  }
}
