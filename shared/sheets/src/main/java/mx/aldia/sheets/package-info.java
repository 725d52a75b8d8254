/** What documents look like on paper: the sheet of an invoice, and of whatever SAT has stamped. */
@NullMarked
package mx.aldia.sheets;

import org.jspecify.annotations.NullMarked;
