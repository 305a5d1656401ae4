/**
 * Text classification by averaged word vectors and a small network.
 *
 * <p>In: {@code TextExample}s (a text or a pair of texts, and a label) and {@code Embeddings}. Out: a {@code Classifier}, and
 * scores: {@code ConfusionMatrix}, {@code BinaryScores}. Symbols: x̄ = (1/n)·Σ v_w over the n known words of a text; a pair (a, b)
 * becomes [|a − b|, a ∘ b, cos(a, b)]; t (or y) the label, ŷ the probabilities.
 */
package io.firth.classify;
