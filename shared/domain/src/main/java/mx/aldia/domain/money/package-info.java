@NullMarked
package mx.aldia.domain.money;

import org.jspecify.annotations.NullMarked;
