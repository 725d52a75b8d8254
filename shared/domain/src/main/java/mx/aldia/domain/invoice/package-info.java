@NullMarked
package mx.aldia.domain.invoice;

import org.jspecify.annotations.NullMarked;
