@NullMarked
package mx.aldia.local.dynamodb;

import org.jspecify.annotations.NullMarked;
