/** A receipt for each part that is paid, and one thank-you when all of it is. */
@NullMarked
package mx.aldia.thanks;

import org.jspecify.annotations.NullMarked;
