@NullMarked
package mx.aldia.local;

import org.jspecify.annotations.NullMarked;
