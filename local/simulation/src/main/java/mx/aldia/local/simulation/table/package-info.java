/** A table in memory that answers as DynamoDB does to what {@code shared/table} asks of it. */
@NullMarked
package mx.aldia.local.simulation.table;

import org.jspecify.annotations.NullMarked;
