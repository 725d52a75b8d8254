/** {@code template.yaml} as Java reads it, so that nothing said there is said again elsewhere. */
@NullMarked
package mx.aldia.local.template;

import org.jspecify.annotations.NullMarked;
