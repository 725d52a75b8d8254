@NullMarked
package mx.aldia.domain.payment;

import org.jspecify.annotations.NullMarked;
