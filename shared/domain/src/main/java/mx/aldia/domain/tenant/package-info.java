@NullMarked
package mx.aldia.domain.tenant;

import org.jspecify.annotations.NullMarked;
