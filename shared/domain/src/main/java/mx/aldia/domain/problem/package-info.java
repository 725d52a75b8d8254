@NullMarked
package mx.aldia.domain.problem;

import org.jspecify.annotations.NullMarked;
