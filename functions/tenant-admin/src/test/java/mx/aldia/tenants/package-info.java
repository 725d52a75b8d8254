@NullMarked
package mx.aldia.tenants;

import org.jspecify.annotations.NullMarked;
