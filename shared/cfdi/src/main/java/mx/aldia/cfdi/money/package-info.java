/** What lines, taxes and totals come to, rounded as SAT checks it. */
@NullMarked
package mx.aldia.cfdi.money;

import org.jspecify.annotations.NullMarked;
