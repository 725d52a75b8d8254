/** What tests of functions begin with: a business with its books in a table of its own. */
@NullMarked
package mx.aldia.given;

import org.jspecify.annotations.NullMarked;
