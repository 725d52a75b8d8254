/** The one DynamoDB table: its keys, a store per aggregate, the event outbox and the due index. */
@NullMarked
package mx.aldia.table;

import org.jspecify.annotations.NullMarked;
