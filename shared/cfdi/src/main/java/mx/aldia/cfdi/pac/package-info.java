/** The authorised certifier (PAC) that stamps: its port, and one that stamps nothing real. */
@NullMarked
package mx.aldia.cfdi.pac;

import org.jspecify.annotations.NullMarked;
