/** Lambda: functions by their handler's name, their events and answers in Lambda's own JSON. */
@NullMarked
package mx.aldia.local.function;

import org.jspecify.annotations.NullMarked;
