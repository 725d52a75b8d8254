@NullMarked
package mx.aldia.sheets;

import org.jspecify.annotations.NullMarked;
