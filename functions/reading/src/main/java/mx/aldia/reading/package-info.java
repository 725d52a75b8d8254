/** What was said, what happened, what is owed: everything that only reads. */
@NullMarked
package mx.aldia.reading;

import org.jspecify.annotations.NullMarked;
