package io.firth.cli;

import java.util.Optional;

/**
 * Which losses are compared with their bounds.
 *
 * @param softmax whether the full softmax is
 * @param negativeSampling how negatives were drawn, if negative sampling is
 */
record BoundObjective(boolean softmax, Optional<Negatives> negativeSampling) {
    /** Where the noise distribution has its counts from. */
    enum Noise {
        /** The words' counts in the corpus, as word2vec. */
        WORDS,
        /** The contexts' sums over the counted pairs. */
        PAIRS;

        @Override
        public String toString() {
            return ModelOptions.label(this);
        }
    }

    /**
     * Negatives.
     *
     * @param k per pair
     * @param exponent α
     * @param noise counts that α is the exponent of
     */
    record Negatives(double k, double exponent, Noise noise) {}
}
