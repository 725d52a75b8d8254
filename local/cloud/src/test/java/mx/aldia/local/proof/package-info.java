/** The proofs of {@code ./aldia prove}, small enough for every day. */
@NullMarked
package mx.aldia.local.proof;

import org.jspecify.annotations.NullMarked;
