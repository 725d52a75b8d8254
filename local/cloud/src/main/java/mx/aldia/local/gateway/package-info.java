/** API Gateway: routes of the template, the authorizer, payload format 2.0. */
@NullMarked
package mx.aldia.local.gateway;

import org.jspecify.annotations.NullMarked;
