/** {@code ./aldia demo}: a small business, its three customers, and 45 days in under a minute. */
@NullMarked
package mx.aldia.local.demo;

import org.jspecify.annotations.NullMarked;
