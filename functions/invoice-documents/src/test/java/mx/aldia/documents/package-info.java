@NullMarked
package mx.aldia.documents;

import org.jspecify.annotations.NullMarked;
