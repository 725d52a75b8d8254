@NullMarked
package mx.aldia.local.aws;

import org.jspecify.annotations.NullMarked;
