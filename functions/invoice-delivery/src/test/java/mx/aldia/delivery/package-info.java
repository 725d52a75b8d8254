@NullMarked
package mx.aldia.delivery;

import org.jspecify.annotations.NullMarked;
