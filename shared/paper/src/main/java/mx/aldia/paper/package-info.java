/** A sheet of HTML set as PDF. */
@NullMarked
package mx.aldia.paper;

import org.jspecify.annotations.NullMarked;
