/** Where every message ends up on one machine, and the pages that show it. */
@NullMarked
package mx.aldia.local.inbox;

import org.jspecify.annotations.NullMarked;
