/** Calls a function's handler as the gateway does. */
@NullMarked
package mx.aldia.testkit.http;

import org.jspecify.annotations.NullMarked;
