@NullMarked
package mx.aldia.portal;

import org.jspecify.annotations.NullMarked;
