/**
 * Questions to a model.
 *
 * <p>In: vectors (V × D) or a vocabulary, and a word or a vector. Out: words with a score, best first, the same for
 * every run. The score of two vectors a, b is their cosine aᵀb / (‖a‖·‖b‖).
 */
package io.firth.query;
