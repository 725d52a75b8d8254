@NullMarked
package mx.aldia.domain.request;

import org.jspecify.annotations.NullMarked;
