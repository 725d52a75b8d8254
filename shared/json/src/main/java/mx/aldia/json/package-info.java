/**
 * JSON text to tree and back, as everything here reads and writes it: callers, providers, items.
 */
@NullMarked
package mx.aldia.json;

import org.jspecify.annotations.NullMarked;
