/** The PDF of an invoice: rendered once per version, kept, served to the API and the page. */
@NullMarked
package mx.aldia.documents;

import org.jspecify.annotations.NullMarked;
