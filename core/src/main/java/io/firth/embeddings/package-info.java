/**
 * The result of training: a vocabulary, its vectors and where they come from.
 *
 * <p>In: a {@code Vocabulary} of V words, an input matrix V × D and, if the trainer kept it, an output matrix. Out: one
 * immutable {@code Embeddings}, and one final vector per word by a {@code VectorChoice}. Paper symbols: V (or W), the
 * vector of a word as centre, is {@code input}; U (or W′), its vector as context, is {@code output}; with hierarchical
 * softmax the rows of {@code output} are the V − 1 inner nodes of the Huffman tree instead.
 */
package io.firth.embeddings;
