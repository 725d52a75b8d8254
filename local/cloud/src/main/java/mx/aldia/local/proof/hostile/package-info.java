/** Whatever can be said to the API by somebody who means no good, and what it answers. */
@NullMarked
package mx.aldia.local.proof.hostile;

import org.jspecify.annotations.NullMarked;
