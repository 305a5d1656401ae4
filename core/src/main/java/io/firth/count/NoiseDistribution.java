package io.firth.count;

import io.firth.vocab.Vocabulary;

/** P_α(c) ∝ count(c)^α: where negative samples come from. */
final class NoiseDistribution {
    private NoiseDistribution() {}

    /** Of the contexts' sums, #(c)^α: with α = 1 the distribution of worked-examples row M19. */
    static double[] ofPairs(Cooccurrences counts, double alpha) {
        double[] weights = new double[counts.size()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = counts.columnSum(c);
        }
        return normalised(weights, alpha);
    }

    /** Of the words' counts in the corpus, as word2vec draws. */
    static double[] ofWords(Vocabulary vocabulary, double alpha) {
        double[] weights = new double[vocabulary.size()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = vocabulary.count(c);
        }
        return normalised(weights, alpha);
    }

    private static double[] normalised(double[] weights, double alpha) {
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            weights[c] = Math.pow(weights[c], alpha); // 0⁰ = 1, as word2vec draws with exponent 0
            sum += weights[c];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("a noise distribution needs counts, and all are 0");
        }
        for (int c = 0; c < weights.length; c++) {
            weights[c] /= sum;
        }
        return weights;
    }
}
