/** The customer's pages as a person meets them: in a real browser, by keyboard, on a telephone. */
@NullMarked
package mx.aldia.local.browser;

import org.jspecify.annotations.NullMarked;
