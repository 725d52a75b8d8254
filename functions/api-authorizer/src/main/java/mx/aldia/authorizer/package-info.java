/** Who calls: the key of a request to its tenant, mode and scopes, or to what is wrong with it. */
@NullMarked
package mx.aldia.authorizer;

import org.jspecify.annotations.NullMarked;
