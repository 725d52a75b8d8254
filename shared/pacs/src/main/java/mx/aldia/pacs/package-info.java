/** Certifiers (PACs) and SAT over the network: how each is asked, and what its answer means. */
@NullMarked
package mx.aldia.pacs;

import org.jspecify.annotations.NullMarked;
