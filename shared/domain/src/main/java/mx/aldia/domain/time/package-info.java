@NullMarked
package mx.aldia.domain.time;

import org.jspecify.annotations.NullMarked;
