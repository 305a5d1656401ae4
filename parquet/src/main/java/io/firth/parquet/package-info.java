/**
 * Models as Apache Parquet: one row per word with the columns {@code word}, {@code count} and {@code vector}.
 *
 * <p>In: {@code Embeddings} and a path, or a path alone. Out: a file that is whole or not there at all, or {@code
 * Embeddings}. A module of its own, so that the core does not bring Parquet's libraries with it; {@code Models} finds it
 * on the class path.
 */
package io.firth.parquet;
