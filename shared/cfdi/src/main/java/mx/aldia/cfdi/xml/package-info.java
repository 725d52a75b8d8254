/** XML as a CFDI uses it: elements with attributes, read safely, written exactly. */
@NullMarked
package mx.aldia.cfdi.xml;

import org.jspecify.annotations.NullMarked;
