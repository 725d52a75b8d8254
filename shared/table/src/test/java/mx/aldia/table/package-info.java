@NullMarked
package mx.aldia.table;

import org.jspecify.annotations.NullMarked;
