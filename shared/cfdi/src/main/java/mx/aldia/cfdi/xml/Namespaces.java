package mx.aldia.cfdi.xml;

/** SAT's XML namespaces and the places its schemas are said to be at. */
public final class Namespaces {
  public static final String CFDI = "http://www.sat.gob.mx/cfd/4";
  public static final String PAGO = "http://www.sat.gob.mx/Pagos20";
  public static final String TFD = "http://www.sat.gob.mx/TimbreFiscalDigital";
  public static final String COMERCIO_EXTERIOR = "http://www.sat.gob.mx/ComercioExterior20";
  public static final String IMPUESTOS_LOCALES = "http://www.sat.gob.mx/implocal";
  public static final String LEYENDAS = "http://www.sat.gob.mx/leyendasFiscales";
  public static final String DONATARIAS = "http://www.sat.gob.mx/donat";
  public static final String INSTITUCIONES_EDUCATIVAS = "http://www.sat.gob.mx/iedu";
  public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  public static final String CFDI_LOCATION =
      CFDI + " http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd";
  public static final String PAGO_LOCATION =
      PAGO + " http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos20.xsd";
  public static final String TFD_LOCATION =
      TFD
          + " http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/"
          + "TimbreFiscalDigitalv11.xsd";

  private Namespaces() {}
}
