package mx.aldia.letters;

import static mx.aldia.letters.Language.SPANISH;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.money.Money;
import mx.aldia.letters.Composition.Link;
import mx.aldia.letters.Composition.Note;
import org.jspecify.annotations.Nullable;

/** Mexican Spanish, by usted or tú. */
final class SpanishWords implements Words {
  private static final String WITH_COMPLEMENT = "Adjuntamos el CFDI de este pago.";

  private final Reader reader;
  private final Voice voice;

  SpanishWords(Reader reader) {
    this.reader = reader;
    this.voice = Voice.of(reader.treatment());
  }

  @Override
  public String label(Label label) {
    return switch (label) {
      case INVOICE -> "Factura";
      case NOTICE -> "Aviso de cobro";
      case CONCEPT -> "Concepto";
      case ISSUED_ON -> "Fecha de emisión";
      case DUE_ON -> "Fecha de pago";
      case TOTAL -> "Total de la factura";
      case NOTICE_TOTAL -> "Total";
      case CREDITED -> "Anticipos y notas de crédito";
      case CREDIT_NOTE -> "Nota de crédito";
      case PAID -> "Pagos recibidos";
      case INTEREST -> "Intereses moratorios a la fecha";
      case PRINCIPAL -> "Saldo de la factura";
      case AMOUNT_DUE -> "Por pagar";
      case BALANCE -> "Saldo";
      case RECEIVED -> "Pago recibido";
      case RECEIVED_ON -> "Recibido el";
      case HOW_TO_PAY -> "Cómo pagar";
      case PRIVACY -> "Aviso de privacidad";
      case SEE_AND_PAY -> "Ver y pagar la factura";
      case SEE_AND_PAY_ALL -> "Ver y pagar";
      case SEE -> "Ver la factura";
      case CONFIRM_RECEIPT -> "Confirmar de recibido";
    };
  }

  @Override
  public String subject(Letter letter) {
    var what = what(letter);
    var due = letter.isAboutMany() ? "" : ", fecha de pago " + shortDue(letter);
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() when letter.amountDue().isZero() -> capitalised(what);
      case Occasion.InvoiceIssued() -> capitalised(what) + ": fecha de pago " + shortDue(letter);
      case Occasion.Reminder(var tone) ->
          (letter.isOverdue() ? followUp(tone) : "Recordatorio") + ": " + what + due;
      case Occasion.ReceiptRequest() ->
          letter.isAboutMany() || !letter.first().notice()
              ? voice.say("¿[Recibió|Recibiste] la %s?", what)
              : voice.say("¿[Recibió|Recibiste] el %s?", what);
      case Occasion.PartPayment _ -> "Recibo de pago: " + what;
      case Occasion.Settled _ -> "¡Gracias! Pago completo de la " + what;
      case Occasion.Complement complement ->
          (complement.sale() ? voice.say("CFDI de [su|tu] pago: ") : "Complemento de pago: ")
              + what;
      case Occasion.Credited _ -> "Nota de crédito: " + what;
      case Occasion.CreditVoided _ -> "Nota de crédito cancelada: " + what;
    };
  }

  private static String followUp(Tone tone) {
    return switch (tone) {
      case FRIENDLY -> "Recordatorio";
      case FIRM -> "Seguimiento";
      case FORMAL -> "Solicitud de respuesta";
      case FINAL -> "Busquemos un acuerdo";
    };
  }

  private static String what(Letter letter) {
    return letter.isAboutMany()
        ? letter.bills().size() + " facturas de " + letter.from().tradeName()
        : "%s %s de %s"
            .formatted(called(letter.first()), letter.first().number(), letter.from().tradeName());
  }

  private static String called(Bill bill) {
    return bill.notice() ? "aviso de cobro" : "factura";
  }

  private static String the(Bill bill) {
    return (bill.notice() ? "el " : "la ") + called(bill);
  }

  private static String ofThe(Bill bill) {
    return (bill.notice() ? "del " : "de la ") + called(bill);
  }

  private static String shortDue(Letter letter) {
    var dueOn = letter.first().dueOn();
    return dueOn.getYear() == letter.today().getYear()
        ? Days.withoutYear(dueOn, SPANISH)
        : Days.full(dueOn, SPANISH);
  }

  @Override
  public String preheader(Occasion occasion) {
    return switch (occasion) {
      case Occasion.InvoiceIssued() -> "El detalle, el PDF y las formas de pago, en un solo lugar.";
      case Occasion.Reminder _ -> "El detalle, las formas de pago y con quién hablar.";
      case Occasion.ReceiptRequest() -> "Queremos asegurarnos de que llegó bien.";
      case Occasion.PartPayment _ -> voice.say("Gracias. Aquí está [su|tu] recibo.");
      case Occasion.Settled _ -> voice.say("Este mensaje [le|te] sirve como recibo.");
      case Occasion.Complement _ -> voice.say("El CFDI de [su|tu] pago, adjunto.");
      case Occasion.Credited _, Occasion.CreditVoided _ ->
          "El detalle y el saldo, en un solo lugar.";
    };
  }

  @Override
  public String greeting() {
    var hello = voice.say("[Buen día|Hola]");
    return reader.name().isEmpty() ? hello + ":" : hello + ", " + name() + ":";
  }

  private String name() {
    return voice.say("[%1$s|%2$s]", reader.name(), reader.familiarName());
  }

  @Override
  public List<String> opening(Letter letter) {
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() -> issued(letter);
      case Occasion.Reminder(var tone) -> reminder(letter, tone);
      case Occasion.ReceiptRequest() -> receiptRequest(letter);
      case Occasion.PartPayment payment -> partPayment(letter, payment);
      case Occasion.Settled settled -> settled(letter, settled);
      case Occasion.Complement complement -> complement(letter, complement);
      case Occasion.Credited credited -> credited(letter, credited);
      case Occasion.CreditVoided(var number, var amount) -> creditVoided(letter, number, amount);
    };
  }

  private List<String> issued(Letter letter) {
    var bill = letter.first();
    var concept = bill.concept().isEmpty() ? "" : ": " + bill.concept();
    if (bill.amountDue().isZero() && !bill.notice()) {
      return List.of(
          voice.say("[Le|Te] enviamos la factura %s%s.", bill.number(), concept),
          "Ya está pagada por completo: adjuntamos el PDF y no hay nada más que hacer.");
    }
    return bill.notice()
        ? noticed(bill, concept)
        : List.of(
            voice.say("[Le|Te] enviamos la factura %s%s.", bill.number(), concept),
            voice.say(
                "La fecha de pago es el %s. Adjuntamos el PDF; en la página de la factura"
                    + " [encontrará|encontrarás] también las formas de pago y [podrá|podrás]"
                    + " confirmarnos que la [recibió|recibiste].",
                Days.full(bill.dueOn(), SPANISH)));
  }

  private List<String> noticed(Bill bill, String concept) {
    return List.of(
        voice.say("[Le|Te] enviamos el aviso de cobro %s%s.", bill.number(), concept),
        voice.say(
            "La fecha de pago es el %s. Adjuntamos el PDF; en la página del aviso"
                + " [encontrará|encontrarás] también las formas de pago y [podrá|podrás]"
                + " confirmarnos que lo [recibió|recibiste].",
            Days.full(bill.dueOn(), SPANISH)),
        voice.say(
            "Este aviso no es un comprobante fiscal: el CFDI se emite en cuanto recibimos [su|tu]"
                + " pago."));
  }

  private List<String> reminder(Letter letter, Tone tone) {
    return letter.isOverdue() ? afterDue(letter, tone) : untilDue(letter, tone);
  }

  private List<String> untilDue(Letter letter, Tone tone) {
    return tone == Tone.FRIENDLY
        ? List.of(
            voice.say("Con gusto [le|te] recordamos que %s.", subjectOfSentence(letter)),
            voice.say(
                "Si ya [programó|programaste] el pago, no [necesita|necesitas] hacer nada más."))
        : List.of(
            voice.say("[Le|Te] recordamos que %s.", subjectOfSentence(letter)),
            voice.say(
                "Si algo impide pagar a tiempo, [díganoslo|dínoslo] cuanto antes y buscamos juntos"
                    + " cómo resolverlo."));
  }

  private List<String> afterDue(Letter letter, Tone tone) {
    var what = subjectOfSentence(letter);
    var open =
        letter.isAboutMany() || letter.first().isReduced()
            ? "todavía queda un saldo por pagar"
            : voice.say("todavía no vemos registrado [su|tu] pago");
    return switch (tone) {
      case FRIENDLY ->
          List.of(
              voice.say("Quizá se [le|te] pasó: %s, y %s.", what, open),
              voice.say("[Puede|Puedes] ver el detalle y pagar desde el enlace de abajo."));
      case FIRM ->
          List.of(
              voice.say("[Le|Te] escribimos para dar seguimiento: %s, y %s.", what, open),
              voice.say(
                  "[Le|Te] pedimos hacer el pago o decirnos qué día [podrá|podrás] hacerlo, para"
                      + " tenerlo en cuenta."));
      case FORMAL ->
          List.of(
              voice.say("Nos dirigimos a [usted|ti] porque %s, y %s.", what, open),
              voice.say(
                  "Si el motivo es un dato incorrecto, una aclaración o una dificultad para pagar"
                      + " en este momento, [díganoslo|dínoslo]: lo revisamos y buscamos juntos una"
                      + " solución."));
      case FINAL ->
          List.of(
              voice.say("Necesitamos [su|tu] respuesta: %s, y %s.", what, open),
              voice.say(
                  "Preferimos resolverlo directamente [con usted|contigo]. [Comuníquese|Comunícate]"
                      + " con nosotros para pagar o para acordar por escrito una nueva fecha."));
    };
  }

  /**
   * "la factura A-12 vence mañana, viernes 15 de mayo de 2026": after "que", "porque" or a colon.
   */
  private String subjectOfSentence(Letter letter) {
    var bill = letter.first();
    if (letter.isAboutMany()) {
      return voice.say(
          "[tiene|tienes] %s facturas con nosotros; la primera, %s, %s (%s)",
          letter.bills().size(),
          bill.number(),
          Days.due(bill.dueOn(), letter.today(), SPANISH),
          Days.full(bill.dueOn(), SPANISH));
    }
    return "%s %s %s"
        .formatted(the(bill), bill.number(), Days.dueInFull(bill.dueOn(), letter.today(), SPANISH));
  }

  private List<String> receiptRequest(Letter letter) {
    var bill = letter.first();
    return List.of(
        voice.say(
            "[Le|Te] enviamos %s %s, con fecha %s, y queremos asegurarnos de que llegó bien a"
                + " [sus|tus] manos.",
            the(bill), bill.number(), Days.full(bill.issuedOn(), SPANISH)),
        voice.say(
            "¿Nos [confirma|confirmas] que llegó? En la página hay un botón para"
                + " hacerlo. Si algún dato no es correcto, [avísenos|avísanos] y lo corregimos."));
  }

  private List<String> partPayment(Letter letter, Occasion.PartPayment payment) {
    var bill = letter.first();
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        voice.say(
            "Recibimos [su|tu] pago de %s el %s. ¡Muchas gracias!",
            Amounts.format(payment.received()), Days.full(payment.receivedOn(), SPANISH)));
    paragraphs.add(
        voice.say(
            "Queda un saldo de %s %s %s, con fecha de pago %s. Este mensaje [le|te]"
                + " sirve como recibo.",
            Amounts.format(bill.amountDue()),
            ofThe(bill),
            bill.number(),
            Days.full(bill.dueOn(), SPANISH)));
    if (payment.complement()) {
      paragraphs.add(WITH_COMPLEMENT);
    }
    if (payment.reservesInterest()) {
      paragraphs.add(
          "Este recibo no implica renuncia a los intereses que se hayan generado conforme a lo"
              + " acordado (artículo 364 del Código de Comercio).");
    }
    return List.copyOf(paragraphs);
  }

  private List<String> complement(Letter letter, Occasion.Complement complement) {
    return List.of(
        voice.say(
            "[Le|Te] enviamos el %s de los %s que recibimos el %s %s %s.",
            complement.sale() ? "CFDI" : "CFDI con complemento de pago",
            Amounts.format(complement.received()),
            Days.full(complement.receivedOn(), SPANISH),
            ofThe(letter.first()),
            letter.first().number()),
        "Va adjunto; no hay nada más que hacer.");
  }

  private List<String> credited(Letter letter, Occasion.Credited credited) {
    var bill = letter.first();
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        voice.say(
            "[Le|Te] enviamos la nota de crédito %s por %s, %s %s. Motivo: %s.",
            credited.number(),
            Amounts.format(credited.amount()),
            ofThe(bill),
            bill.number(),
            unpointed(credited.reason())));
    if (credited.returned() != null) {
      paragraphs.add(
          credited.asCredit()
              ? voice.say(
                  "Quedan %s a [su|tu] favor; los tomaremos en cuenta en [su|tu] próxima factura o,"
                      + " si lo [prefiere|prefieres], se los devolvemos.",
                  Amounts.format(credited.returned()))
              : voice.say("[Le|Te] devolvemos %s.", Amounts.format(credited.returned())));
    }
    paragraphs.add(
        bill.amountDue().isZero()
            ? voice.say("De esta factura no [tiene|tienes] nada pendiente por pagar.")
            : "El saldo %s queda en %s, con fecha de pago %s."
                .formatted(
                    ofThe(bill),
                    Amounts.format(bill.amountDue()),
                    Days.full(bill.dueOn(), SPANISH)));
    if (credited.document()) {
      paragraphs.add("Adjuntamos el CFDI de la nota de crédito.");
    }
    return List.copyOf(paragraphs);
  }

  private List<String> creditVoided(Letter letter, String number, Money amount) {
    var bill = letter.first();
    return List.of(
        voice.say(
            "[Le|Te] avisamos que la nota de crédito %s por %s, %s %s, quedó cancelada y ya no"
                + " cuenta.",
            number, Amounts.format(amount), ofThe(bill), bill.number()),
        bill.amountDue().isZero()
            ? voice.say("No [tiene|tienes] nada pendiente por pagar.")
            : "El saldo %s queda en %s, con fecha de pago %s."
                .formatted(
                    ofThe(bill),
                    Amounts.format(bill.amountDue()),
                    Days.full(bill.dueOn(), SPANISH)));
  }

  /** A sentence goes on after it, and has its own full stop. */
  private static String unpointed(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private List<String> settled(Letter letter, Occasion.Settled settled) {
    var number = letter.first().number();
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        settled.received() == null
            ? "La factura %s quedó saldada el %s."
                .formatted(number, Days.full(settled.settledOn(), SPANISH))
            : voice.say(
                "Recibimos [su|tu] pago de %s el %s. Con él, la factura %s queda pagada por"
                    + " completo.",
                Amounts.format(settled.received()),
                Days.full(settled.settledOn(), SPANISH),
                number));
    if (settled.complement()) {
      paragraphs.add(WITH_COMPLEMENT);
    }
    if (settled.surplus() != null) {
      paragraphs.add(
          voice.say(
              "Quedan %s a [su|tu] favor; los tomaremos en cuenta en [su|tu] próxima factura o, si"
                  + " lo [prefiere|prefieres], se los devolvemos.",
              Amounts.format(settled.surplus())));
    }
    paragraphs.add(
        voice.say(
            "Con esta factura [está|estás] al día. Este mensaje [le|te] sirve como recibo. ¡Gracias"
                + " por [su|tu] confianza!"));
    return List.copyOf(paragraphs);
  }

  @Override
  public String dueNote(Bill bill, LocalDate today) {
    return capitalised(Days.dueInFull(bill.dueOn(), today, SPANISH));
  }

  @Override
  public String manyNote(Letter letter) {
    return "%d facturas; la primera %s"
        .formatted(
            letter.bills().size(), Days.due(letter.first().dueOn(), letter.today(), SPANISH));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  @Override
  public String paidNote() {
    return "Pagada por completo";
  }

  @Override
  public Note alreadyPaid(String href) {
    return new Note(
        voice.say("Si ya [pagó|pagaste], "),
        new Link(voice.say("[avísenos|avísanos] aquí"), href),
        " y lo registramos. ¡Gracias!");
  }

  @Override
  public String question(@Nullable String email, @Nullable String phone) {
    var ways = new StringJoiner(" o ");
    if (email != null) {
      ways.add(voice.say("[escríbanos|escríbenos] a %s", email));
    }
    if (phone != null) {
      ways.add(voice.say("[llámenos|llámanos] al %s", phone));
    }
    return voice.say(
        "¿[Tiene|Tienes] una duda o hay algo que no coincide? %s y lo aclaramos.",
        capitalised(ways.toString()));
  }

  @Override
  public String farewell(Occasion occasion) {
    return switch (occasion) {
      case Occasion.Reminder(var tone) when tone.compareTo(Tone.FORMAL) >= 0 -> "Atentamente,";
      default -> voice.say("[Saludos cordiales,|Saludos,]");
    };
  }

  @Override
  public Note unsubscribe(String href) {
    return new Note(
        voice.say("Si [prefiere|prefieres] que no [le|te] escribamos por correo, [puede|puedes] "),
        new Link("dejar de recibir estos mensajes", href),
        "; lo demás no cambia.");
  }

  @Override
  public List<String> sms(Letter letter, String sender) {
    var number = letter.first().number();
    var the = the(letter.first());
    var ofThe = ofThe(letter.first());
    var full = dated(letter, Days.full(letter.first().dueOn(), SPANISH));
    var date = dated(letter, Days.date(letter.first().dueOn(), SPANISH));
    var tell =
        letter.isOverdue() ? voice.say(" Si ya [pagó|pagaste], [avísenos|avísanos] aquí:") : "";
    var name = reader.familiarName().isEmpty() ? "" : reader.familiarName() + ", ";
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() ->
          List.of(
              voice.say(
                  "%s: %s[le|te] enviamos %s %s.",
                  sender, name, letter.first().notice() ? "el" : "la", full),
              "%s: %s.".formatted(sender, full),
              "%s: %s.".formatted(sender, date));
      case Occasion.Reminder _ ->
          List.of(
              "%s: %s%s.%s".formatted(sender, name, full, tell),
              "%s: %s%s.%s".formatted(sender, name, date, tell),
              "%s: %s.%s".formatted(sender, date, tell));
      case Occasion.ReceiptRequest() ->
          List.of(
              voice.say(
                  "%s: %s¿[recibió|recibiste] %s %s? [Confírmelo|Confírmalo] aquí:",
                  sender, name, the, number),
              voice.say("%s: ¿[recibió|recibiste] %s %s?", sender, the, number));
      case Occasion.PartPayment _ ->
          List.of(
              voice.say(
                  "%s: %srecibimos [su|tu] pago %s %s. ¡Gracias! El recibo y el saldo:",
                  sender, name, ofThe, number),
              voice.say("%s: recibimos [su|tu] pago %s %s.", sender, ofThe, number));
      case Occasion.Settled _ ->
          List.of(
              voice.say(
                  "%s: %sla factura %s quedó pagada por completo. ¡Gracias! [Su|Tu] recibo:",
                  sender, name, number),
              "%s: factura %s pagada. ¡Gracias!".formatted(sender, number));
      case Occasion.Complement _ ->
          List.of(
              voice.say(
                  "%s: %sya está el CFDI de [su|tu] pago %s %s.", sender, name, ofThe, number),
              "%s: CFDI del pago %s %s.".formatted(sender, ofThe, number));
      case Occasion.CreditVoided(var note, _) ->
          List.of(
              "%s: %sla nota de crédito %s %s %s quedó cancelada. El saldo de hoy:"
                  .formatted(sender, name, note, ofThe, number),
              "%s: nota de crédito cancelada %s %s.".formatted(sender, ofThe, number));
      case Occasion.Credited credited ->
          List.of(
              voice.say(
                  "%s: %s[le|te] enviamos la nota de crédito %s %s %s.",
                  sender, name, credited.number(), ofThe, number),
              "%s: nota de crédito %s %s.".formatted(sender, ofThe, number));
    };
  }

  private static String dated(Letter letter, String day) {
    if (letter.amountDue().isZero()) {
      return "%s %s, sin saldo por pagar"
          .formatted(called(letter.first()), letter.first().number());
    }
    return letter.isAboutMany()
        ? "%d facturas, la primera con fecha de pago %s".formatted(letter.bills().size(), day)
        : "%s %s, fecha de pago %s".formatted(called(letter.first()), letter.first().number(), day);
  }
}
