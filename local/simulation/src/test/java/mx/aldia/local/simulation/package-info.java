@NullMarked
package mx.aldia.local.simulation;

import org.jspecify.annotations.NullMarked;
