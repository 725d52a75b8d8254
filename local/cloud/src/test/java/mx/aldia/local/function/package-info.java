@NullMarked
package mx.aldia.local.function;

import org.jspecify.annotations.NullMarked;
