/**
 * Where Lambda meets the use cases: routes, problem+json, JSON in and out, lists, idempotency,
 * queues, configuration and logging. What a caller did wrong ends here; what we did wrong is logged
 * here and never told.
 */
@NullMarked
package mx.aldia.edge;

import org.jspecify.annotations.NullMarked;
