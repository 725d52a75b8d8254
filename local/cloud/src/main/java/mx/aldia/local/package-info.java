/** The cloud on one machine: what AWS is to the functions, in one process and one folder. */
@NullMarked
package mx.aldia.local;

import org.jspecify.annotations.NullMarked;
