/**
 * Examples + objective → embeddings: skip-gram and CBOW (Mikolov et al. 2013).
 *
 * <p>In: an encoded corpus and its vocabulary. Out: {@code Embeddings}. Paper symbols: m is {@code window}, t (of
 * subsampling) is {@code subsample}, η is {@code learningRate}, h is the mean of a CBOW window.
 */
package io.firth.word2vec;
