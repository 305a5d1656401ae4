/**
 * What the corpus says by counting. In: an {@link io.firth.vocab.EncodedCorpus}. Out: {@link
 * io.firth.count.Cooccurrences}, sparse counts in a mapped file, and what is computed from them.
 *
 * <p>Symbols: #(w, c) {@code Cooccurrences.count}; #(w) {@code rowSum}; #(c) {@code columnSum}; |D| {@code total}; m
 * {@code CountSettings.window()}; t {@code CountSettings.subsample()}; k the shift and α the smoothing of {@code ShiftedPmi}.
 */
package io.firth.count;
