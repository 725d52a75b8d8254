/** From an invoice to a message in a customer's hands: composed, begun, sent, recorded. */
@NullMarked
package mx.aldia.sending;

import org.jspecify.annotations.NullMarked;
