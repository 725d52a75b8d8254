/** The cadena original, certificates and keys as SAT issues them, and the seal made with them. */
@NullMarked
package mx.aldia.cfdi.seal;

import org.jspecify.annotations.NullMarked;
