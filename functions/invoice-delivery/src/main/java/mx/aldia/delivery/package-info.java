/** Sends what was issued, the moment its PDF is there, and again when the tenant asks for it. */
@NullMarked
package mx.aldia.delivery;

import org.jspecify.annotations.NullMarked;
