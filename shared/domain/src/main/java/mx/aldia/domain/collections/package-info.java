@NullMarked
package mx.aldia.domain.collections;

import org.jspecify.annotations.NullMarked;
