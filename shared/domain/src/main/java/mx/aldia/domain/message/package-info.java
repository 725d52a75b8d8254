@NullMarked
package mx.aldia.domain.message;

import org.jspecify.annotations.NullMarked;
