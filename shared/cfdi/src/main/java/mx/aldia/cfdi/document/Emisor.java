package mx.aldia.cfdi.document;

/**
 * Who issues.
 *
 * @param nombre as on the Constancia de Situación Fiscal, without the kind of company
 * @param regimenFiscal c_RegimenFiscal
 */
public record Emisor(Rfc rfc, String nombre, String regimenFiscal) {}
