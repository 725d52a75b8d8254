@NullMarked
package mx.aldia.testkit;

import org.jspecify.annotations.NullMarked;
