@NullMarked
package mx.aldia.reading;

import org.jspecify.annotations.NullMarked;
