/**
 * CFDI 4.0, Mexico's electronic invoice: documents, cadena original, seal, rules. Pure Java, no
 * network, no clock of its own.
 */
@NullMarked
package mx.aldia.cfdi;

import org.jspecify.annotations.NullMarked;
