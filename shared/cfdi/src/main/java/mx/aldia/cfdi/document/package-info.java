/**
 * CFDI documents as types: what can be written can be built, and nothing is a string made by hand.
 */
@NullMarked
package mx.aldia.cfdi.document;

import org.jspecify.annotations.NullMarked;
