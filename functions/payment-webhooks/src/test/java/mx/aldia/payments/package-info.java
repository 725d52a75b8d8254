@NullMarked
package mx.aldia.payments;

import org.jspecify.annotations.NullMarked;
