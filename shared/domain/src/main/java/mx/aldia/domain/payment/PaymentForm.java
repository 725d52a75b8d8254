package mx.aldia.domain.payment;

import java.util.List;

/** SAT's forms of payment by their two digits: c_FormaPago of Anexo 20. */
public final class PaymentForm {
  /** By which money, or what stands for it, is received. */
  public static final List<String> RECEIVED =
      List.of(
          "01", "02", "03", "04", "05", "06", "08", "12", "13", "14", "15", "17", "23", "24", "25",
          "26", "27", "28", "29", "30", "31");

  /** "To be defined": what is not paid yet; never of money that has come. */
  public static final String UNDEFINED = "99";

  private PaymentForm() {}

  /** Whether it is one of the catalogue, the undefined one among them. */
  public static boolean exists(String code) {
    return RECEIVED.contains(code) || code.equals(UNDEFINED);
  }
}
