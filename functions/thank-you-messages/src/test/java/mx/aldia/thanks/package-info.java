@NullMarked
package mx.aldia.thanks;

import org.jspecify.annotations.NullMarked;
