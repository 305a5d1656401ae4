/**
 * Benchmark sets → scores with intervals.
 *
 * <p>In: a file ({@link io.firth.eval.TaskFile} finds out what it holds) and word vectors (V × D). Out: a {@link
 * io.firth.eval.Score} per measure and {@link io.firth.eval.OovPolicy}, with a bootstrap interval, and for several models
 * whether they differ. docs/evaluation.md has every measure with its formula and source.
 *
 * <p>Nothing here depends on the order of threads: the same files and options give the same digits.
 */
package io.firth.eval;
