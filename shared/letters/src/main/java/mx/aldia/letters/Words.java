package mx.aldia.letters;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences of one language, for one reader. */
interface Words {
  /** The words of the reader's language and treatment. */
  static Words of(Reader reader) {
    return switch (reader.language()) {
      case SPANISH -> new SpanishWords(reader);
      case ENGLISH -> new EnglishWords(reader);
    };
  }

  /** What a cell, a button or a heading is called. */
  enum Label {
    INVOICE,
    NOTICE,
    CONCEPT,
    ISSUED_ON,
    DUE_ON,
    TOTAL,
    NOTICE_TOTAL,
    CREDITED,
    CREDIT_NOTE,
    PAID,
    INTEREST,
    PRINCIPAL,
    AMOUNT_DUE,
    BALANCE,
    RECEIVED,
    RECEIVED_ON,
    HOW_TO_PAY,
    PRIVACY,
    SEE_AND_PAY,
    SEE_AND_PAY_ALL,
    SEE,
    CONFIRM_RECEIPT
  }

  String label(Label label);

  /** Neutral (G9): neither an amount nor a word of debt. */
  String subject(Letter letter);

  /** Neutral as well: mail programs show it beside the subject. */
  String preheader(Occasion occasion);

  String greeting();

  /** Why we write, in one to three paragraphs. */
  List<String> opening(Letter letter);

  /** The due date in full, said of today. */
  String dueNote(Bill bill, LocalDate today);

  /** How many they are and when the first is due. */
  String manyNote(Letter letter);

  String paidNote();

  /** Asks who has paid to say so; stands in every reminder. */
  Composition.Note alreadyPaid(String href);

  /** How to ask, and how to dispute. */
  String question(@Nullable String email, @Nullable String phone);

  String farewell(Occasion occasion);

  /** Stops messages, not the debt. */
  Composition.Note unsubscribe(String href);

  /** The short message, from the fullest wording to the barest; the first that fits is sent. */
  List<String> sms(Letter letter, String sender);
}
