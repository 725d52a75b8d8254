package mx.aldia.cfdi.document;

import java.util.Optional;

/**
 * Who receives.
 *
 * @param nombre as on the Constancia de Situación Fiscal, without the kind of company
 * @param codigoPostal of the fiscal address; the place of issue where the RFC is generic
 * @param regimenFiscal c_RegimenFiscal
 * @param usoCfdi c_UsoCFDI
 * @param abroad where a foreigner pays taxes
 */
public record Receptor(
    Rfc rfc,
    String nombre,
    String codigoPostal,
    String regimenFiscal,
    String usoCfdi,
    Optional<Abroad> abroad) {

  /**
   * A tax residence outside Mexico.
   *
   * @param country ISO 3166-1, three letters
   * @param taxId its number there, if it is known
   */
  public record Abroad(String country, Optional<String> taxId) {}

  /** Nobody in particular: the receiver of a global invoice. */
  public static Receptor publicInGeneral(String placeOfIssue) {
    return new Receptor(
        Rfc.GENERIC_NATIONAL, "PUBLICO EN GENERAL", placeOfIssue, "616", "S01", Optional.empty());
  }

  /** A customer abroad. */
  public static Receptor foreign(String nombre, String placeOfIssue, Abroad abroad) {
    return new Receptor(
        Rfc.GENERIC_FOREIGN, nombre, placeOfIssue, "616", "S01", Optional.of(abroad));
  }

  /** The same as it receives a complement of payment. */
  public Receptor ofPayment() {
    return new Receptor(rfc, nombre, codigoPostal, regimenFiscal, "CP01", abroad);
  }
}
