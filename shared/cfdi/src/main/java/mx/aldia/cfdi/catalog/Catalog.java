package mx.aldia.cfdi.catalog;

/** SAT's catalogs by the names SAT gives them. */
public enum Catalog {
  FORMA_PAGO("c_FormaPago", true),
  METODO_PAGO("c_MetodoPago", true),
  TIPO_DE_COMPROBANTE("c_TipoDeComprobante", true),
  EXPORTACION("c_Exportacion", true),
  OBJETO_IMP("c_ObjetoImp", true),
  TIPO_RELACION("c_TipoRelacion", true),
  PERIODICIDAD("c_Periodicidad", true),
  MESES("c_Meses", true),
  IMPUESTO("c_Impuesto", true),
  TIPO_FACTOR("c_TipoFactor", true),
  TASA_O_CUOTA("c_TasaOCuota", true),
  REGIMEN_FISCAL("c_RegimenFiscal", true),
  USO_CFDI("c_UsoCFDI", true),
  MONEDA("c_Moneda", true),
  CLAVE_PROD_SERV("c_ClaveProdServ", false),
  CLAVE_UNIDAD("c_ClaveUnidad", false),
  CODIGO_POSTAL("c_CodigoPostal", false);

  private final String satName;
  private final boolean whole;

  Catalog(String satName, boolean whole) {
    this.satName = satName;
    this.whole = whole;
  }

  public String satName() {
    return satName;
  }

  /** Whether this project carries all of it; of the others only what is most used. */
  public boolean isWhole() {
    return whole;
  }
}
