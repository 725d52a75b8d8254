@NullMarked
package mx.aldia.domain.id;

import org.jspecify.annotations.NullMarked;
