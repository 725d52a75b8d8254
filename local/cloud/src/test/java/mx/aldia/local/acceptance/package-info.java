/**
 * What must be shown of the whole, over HTTP alone: the real template and functions on one machine.
 */
@NullMarked
package mx.aldia.local.acceptance;

import org.jspecify.annotations.NullMarked;
