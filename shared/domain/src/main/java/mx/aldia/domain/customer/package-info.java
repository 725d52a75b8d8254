@NullMarked
package mx.aldia.domain.customer;

import org.jspecify.annotations.NullMarked;
