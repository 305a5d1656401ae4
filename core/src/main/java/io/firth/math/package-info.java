/**
 * Float rows, the hot loops over them, sampling and counter-based random numbers.
 *
 * <p>In: rows of {@link io.firth.math.Matrix}. Out: the same rows, updated. Symbols: V rows (vocabulary), D columns
 * (dimension).
 */
package io.firth.math;
