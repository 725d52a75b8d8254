@NullMarked
package mx.aldia.relay;

import org.jspecify.annotations.NullMarked;
