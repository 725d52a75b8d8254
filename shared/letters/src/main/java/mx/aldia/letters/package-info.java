/**
 * The words: what every message says and how it looks, in Mexican Spanish and English.
 *
 * <p>{@link mx.aldia.letters.Letters#write} is the way in. {@link mx.aldia.letters.Amounts}, {@link
 * mx.aldia.letters.Days} and {@link mx.aldia.letters.WaysToPay} also word the customer's page and
 * the PDF, so that an amount, a date or a bank account reads the same wherever a customer meets it.
 */
@NullMarked
package mx.aldia.letters;

import org.jspecify.annotations.NullMarked;
