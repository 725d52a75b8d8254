/** SQS: queues that hide, redeliver and give up, and the functions that read them. */
@NullMarked
package mx.aldia.local.queue;

import org.jspecify.annotations.NullMarked;
