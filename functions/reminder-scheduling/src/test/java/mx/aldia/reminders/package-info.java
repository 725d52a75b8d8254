@NullMarked
package mx.aldia.reminders;

import org.jspecify.annotations.NullMarked;
