@NullMarked
package mx.aldia.domain.task;

import org.jspecify.annotations.NullMarked;
