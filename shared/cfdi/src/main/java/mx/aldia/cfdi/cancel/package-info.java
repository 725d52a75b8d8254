/** Cancelling a stamped document: the signed request, what its answers mean, SAT's word on it. */
@NullMarked
package mx.aldia.cfdi.cancel;

import org.jspecify.annotations.NullMarked;
