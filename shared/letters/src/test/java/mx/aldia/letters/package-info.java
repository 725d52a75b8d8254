@NullMarked
package mx.aldia.letters;

import org.jspecify.annotations.NullMarked;
