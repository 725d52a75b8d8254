@NullMarked
package mx.aldia.local.template;

import org.jspecify.annotations.NullMarked;
