/** What a function costs that does one thing: the measure of those that do more. */
@NullMarked
package mx.aldia.local.bench.bare;

import org.jspecify.annotations.NullMarked;
