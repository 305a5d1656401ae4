/**
 * Questions to a model.
 *
 * <p>In: vectors (V × D), word ids. Out: words with a score, best first, the same for every run and any number of threads.
 * The score of two vectors a, b is their cosine aᵀb / (‖a‖·‖b‖), computed in double for what is returned.
 *
 * <p>{@link io.firth.query.NearestNeighbors} (one word, or several added and taken off; alike or going together), {@link
 * io.firth.query.Analogy}, {@link io.firth.query.Similarity} (and the odd one out), {@link
 * io.firth.query.SentenceVectors}, {@link io.firth.query.WordMovers}, {@link io.firth.query.NearSpellings}. Searches share
 * one pass over the rows: {@code RowScan} hands out blocks to threads, {@code BlockScores} scores them, {@code NearestK}
 * keeps the best. Formulas and sources: {@code docs/queries.md}.
 */
package io.firth.query;
