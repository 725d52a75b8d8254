/** DynamoDB Streams: records to the relay, and how far they are done with. */
@NullMarked
package mx.aldia.local.stream;

import org.jspecify.annotations.NullMarked;
