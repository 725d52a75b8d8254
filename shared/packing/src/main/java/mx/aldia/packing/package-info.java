/** A step of the build: the zip that Lambda unpacks. */
@org.jspecify.annotations.NullMarked
package mx.aldia.packing;
