/** EventBridge: rules of the template, matched by AWS's own matcher. */
@NullMarked
package mx.aldia.local.bus;

import org.jspecify.annotations.NullMarked;
