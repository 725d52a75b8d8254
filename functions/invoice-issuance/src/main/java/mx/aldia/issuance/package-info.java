/** Customers, products and invoices: what a business tells us about whom it sells what. */
@NullMarked
package mx.aldia.issuance;

import org.jspecify.annotations.NullMarked;
