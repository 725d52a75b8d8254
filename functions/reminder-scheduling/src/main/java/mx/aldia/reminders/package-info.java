/** Who is reminded, when, and once: policies, the sweep, the send. */
@NullMarked
package mx.aldia.reminders;

import org.jspecify.annotations.NullMarked;
