/** The command line: {@code cadena}, {@code seal}, {@code verify}. */
@NullMarked
package mx.aldia.cfdi.cli;

import org.jspecify.annotations.NullMarked;
