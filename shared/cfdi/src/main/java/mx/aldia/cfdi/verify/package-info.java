/** A whole verdict on a document: its seal, its stamp, and every rule. */
@NullMarked
package mx.aldia.cfdi.verify;

import org.jspecify.annotations.NullMarked;
