@NullMarked
package mx.aldia.issuance;

import org.jspecify.annotations.NullMarked;
