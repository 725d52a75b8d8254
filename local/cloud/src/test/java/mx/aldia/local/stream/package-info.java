@NullMarked
package mx.aldia.local.stream;

import org.jspecify.annotations.NullMarked;
