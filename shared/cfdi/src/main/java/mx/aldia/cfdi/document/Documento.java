package mx.aldia.cfdi.document;

import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.xml.Element;

/** A document ready to be checked and sealed. */
public sealed interface Documento {
  Heading heading();

  /** As XML, not sealed yet. */
  Element element();

  /** A sale. */
  record Ingreso(Heading heading, Operacion operacion, Optional<InformacionGlobal> global)
      implements Documento {
    @Override
    public Element element() {
      return Elements.operation("I", heading, operacion, global);
    }
  }

  /** Something given back or taken off: a credit note. */
  record Egreso(Heading heading, Operacion operacion) implements Documento {
    @Override
    public Element element() {
      return Elements.operation("E", heading, operacion, Optional.empty());
    }
  }

  /** Payments received of invoices that were to be paid later. */
  record Pago(Heading heading, List<PagoRecibido> pagos) implements Documento {
    public Pago {
      pagos = List.copyOf(pagos);
      if (pagos.isEmpty()) {
        throw new IllegalArgumentException("a complement without payments");
      }
    }

    @Override
    public Element element() {
      return PagoElements.document(heading, pagos);
    }
  }
}
