package mx.aldia.portal;

import java.util.Map;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.letters.Language;
import mx.aldia.letters.Sender;

/**
 * Asks a customer for what its invoice needs to be a CFDI.
 *
 * @param number the invoice's
 * @param page the invoice's page; the form is posted below it
 * @param faults beside which field stands what; empty at first
 */
record TaxDataPage(
    Language language,
    Treatment treatment,
    Sender from,
    String number,
    String page,
    TaxDataForm form,
    Map<TaxDataForm.Field, TaxDataForm.Fault> faults) {}
