/** The page behind the link in every message. */
@NullMarked
package mx.aldia.portal;

import org.jspecify.annotations.NullMarked;
