@NullMarked
package mx.aldia.domain.tax;

import org.jspecify.annotations.NullMarked;
