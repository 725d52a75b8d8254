/** SAT's rules as named values, each with its code and the sentence that helps. */
@NullMarked
package mx.aldia.cfdi.rules;

import org.jspecify.annotations.NullMarked;
