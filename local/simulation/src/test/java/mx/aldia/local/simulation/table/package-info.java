@NullMarked
package mx.aldia.local.simulation.table;

import org.jspecify.annotations.NullMarked;
