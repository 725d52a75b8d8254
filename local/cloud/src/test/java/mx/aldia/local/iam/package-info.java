/** What each function calls of AWS, and what it may. */
@NullMarked
package mx.aldia.local.iam;

import org.jspecify.annotations.NullMarked;
