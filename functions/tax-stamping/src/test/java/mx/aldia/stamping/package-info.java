@NullMarked
package mx.aldia.stamping;

import org.jspecify.annotations.NullMarked;
