/** DynamoDB Local in a process of its own, and the handle by which others start it. */
@NullMarked
package mx.aldia.local.dynamodb;

import org.jspecify.annotations.NullMarked;
