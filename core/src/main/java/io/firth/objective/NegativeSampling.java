package io.firth.objective;

/**
 * Skip-gram or CBOW with negative sampling: J = −log σ(u_oᵀv) − Σ_k log σ(−u_kᵀv) (Mikolov et al. 2013, "Distributed
 * Representations of Words and Phrases and their Compositionality", equation 4).
 *
 * @param negatives K ≥ 1, draws from the noise distribution per positive example
 * @param noiseExponent α in P(w) ∝ count(w)^α, in 0…1; the paper's 3/4
 * @param shared true: the inputs of one window share their K draws; false: K draws for every (input, output) pair
 */
public record NegativeSampling(int negatives, double noiseExponent, boolean shared) implements Objective {
    public NegativeSampling {
        if (negatives < 1 || negatives > 1000) {
            throw new IllegalArgumentException("negatives must be in 1…1000, but is " + negatives);
        }
        if (!(noiseExponent >= 0 && noiseExponent <= 1)) {
            throw new IllegalArgumentException("the noise exponent must be in 0…1, but is " + noiseExponent);
        }
    }

    @Override
    public String name() {
        return "negative-sampling";
    }

    @Override
    public long outputRows(int vocabularySize) {
        return vocabularySize;
    }
}
