@NullMarked
package mx.aldia.testkit.table;

import org.jspecify.annotations.NullMarked;
