@NullMarked
package mx.aldia.sending;

import org.jspecify.annotations.NullMarked;
