/** Ways to reach a customer, and what a provider says when it is asked to. */
@NullMarked
package mx.aldia.channels;

import org.jspecify.annotations.NullMarked;
