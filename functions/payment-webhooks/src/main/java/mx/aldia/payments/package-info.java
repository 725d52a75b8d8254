/**
 * Money that comes, by hand and from providers: stored once, applied once, taken back when it goes.
 */
@NullMarked
package mx.aldia.payments;

import org.jspecify.annotations.NullMarked;
