@NullMarked
package mx.aldia.local.inbox;

import org.jspecify.annotations.NullMarked;
