/**
 * All of aldia's functions over a cloud that does its worst, in a time of its own: whatever happens
 * follows from a seed, and what must hold is looked at after each step and at the end.
 */
@NullMarked
package mx.aldia.local.simulation;

import org.jspecify.annotations.NullMarked;
