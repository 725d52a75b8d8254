/** From the table's stream to the bus: what was written with the fact is told to the world. */
@NullMarked
package mx.aldia.relay;

import org.jspecify.annotations.NullMarked;
