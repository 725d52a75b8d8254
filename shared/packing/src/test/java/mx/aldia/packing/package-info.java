@org.jspecify.annotations.NullMarked
package mx.aldia.packing;
