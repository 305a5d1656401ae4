package io.firth.eval;

/**
 * Two words, or two sentences, and how similar people find them.
 *
 * @param first as the file spells it
 * @param second as the file spells it
 * @param gold finite; the more similar the greater, on the set's own scale
 */
public record ScoredPair(String first, String second, double gold) {}
