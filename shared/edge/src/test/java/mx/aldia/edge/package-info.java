@NullMarked
package mx.aldia.edge;

import org.jspecify.annotations.NullMarked;
