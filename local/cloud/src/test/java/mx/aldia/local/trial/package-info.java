/**
 * Small functions that a test template names, to see the local cloud work without the real ones.
 */
@NullMarked
package mx.aldia.local.trial;

import org.jspecify.annotations.NullMarked;
