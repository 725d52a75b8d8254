/** What is proven of the whole, over its real processes: {@code ./aldia prove}. */
@NullMarked
package mx.aldia.local.proof;

import org.jspecify.annotations.NullMarked;
