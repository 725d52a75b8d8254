/** Documents for SAT: built of what was issued and paid, sealed, stamped, corrected, shown. */
@NullMarked
package mx.aldia.stamping;

import org.jspecify.annotations.NullMarked;
