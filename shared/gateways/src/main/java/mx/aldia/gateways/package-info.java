/** Payment providers: whether a notification is theirs, and what it says about money. */
@NullMarked
package mx.aldia.gateways;

import org.jspecify.annotations.NullMarked;
