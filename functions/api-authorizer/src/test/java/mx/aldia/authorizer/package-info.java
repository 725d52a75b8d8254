@NullMarked
package mx.aldia.authorizer;

import org.jspecify.annotations.NullMarked;
