/** Tenants, their keys and provider accounts, and the clock of a sandbox. */
@NullMarked
package mx.aldia.tenants;

import org.jspecify.annotations.NullMarked;
