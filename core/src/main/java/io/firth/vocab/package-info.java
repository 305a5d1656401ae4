/**
 * Words and ids. In: a {@link io.firth.text.Corpus}. Out: its {@link io.firth.vocab.Vocabulary} (V words with their
 * counts #(w), id 0 the most frequent) and the corpus as ids on disk ({@link io.firth.vocab.EncodedCorpus}). Beside them
 * what follows from counts alone: the {@link io.firth.vocab.HuffmanTree} of hierarchical softmax and the keep
 * probabilities of {@link io.firth.vocab.Subsampling}.
 *
 * <p>Symbols: V {@code Vocabulary.size()}; #(w) {@code count(wordId)}; T = Σ #(w) {@code totalCount()}; f(w) = #(w)/T;
 * t {@code Subsampling.threshold()}; n(w, j) {@code HuffmanTree.nodes()[offsets()[w] + j]}.
 *
 * <p>Nothing here depends on the number of threads.
 */
package io.firth.vocab;
