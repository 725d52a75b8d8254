/** AWS's own protocols on 127.0.0.1, as far as the functions speak them. */
@NullMarked
package mx.aldia.local.aws;

import org.jspecify.annotations.NullMarked;
