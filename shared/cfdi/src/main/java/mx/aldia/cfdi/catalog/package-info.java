/**
 * SAT's catalogs: the small ones as this project's own dated data, the large ones when supplied.
 */
@NullMarked
package mx.aldia.cfdi.catalog;

import org.jspecify.annotations.NullMarked;
