@NullMarked
package mx.aldia.domain.event;

import org.jspecify.annotations.NullMarked;
