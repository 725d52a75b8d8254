/** What aldia weighs, how long it takes and what it costs, each beside its budget. */
@NullMarked
package mx.aldia.local.bench;

import org.jspecify.annotations.NullMarked;
