/** EventBridge Scheduler: rates of the template. */
@NullMarked
package mx.aldia.local.schedule;

import org.jspecify.annotations.NullMarked;
