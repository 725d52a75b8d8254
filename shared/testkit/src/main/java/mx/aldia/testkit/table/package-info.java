/** The table for tests: DynamoDB Local, and the weather that it never has by itself. */
@NullMarked
package mx.aldia.testkit.table;

import org.jspecify.annotations.NullMarked;
