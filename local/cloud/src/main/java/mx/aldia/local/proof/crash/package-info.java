/** Two hundred invoices while everything is killed, again and again, and what is left of it. */
@NullMarked
package mx.aldia.local.proof.crash;

import org.jspecify.annotations.NullMarked;
