/** Tests of the bench: its counting, not its times. */
@NullMarked
package mx.aldia.local.bench;

import org.jspecify.annotations.NullMarked;
