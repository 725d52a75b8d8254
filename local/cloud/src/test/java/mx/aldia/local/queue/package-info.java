@NullMarked
package mx.aldia.local.queue;

import org.jspecify.annotations.NullMarked;
