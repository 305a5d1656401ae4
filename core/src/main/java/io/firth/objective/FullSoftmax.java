package io.firth.objective;

/**
 * The exact softmax over the whole vocabulary: J = −u_oᵀv + log Σ_w exp(u_wᵀv) (Mikolov et al. 2013, equation 2), computed
 * for a batch of examples at a time as matrix products.
 *
 * @param batch examples (hidden vectors) per matrix product, ≥ 1; their gradients are summed at the same parameters
 */
public record FullSoftmax(int batch) implements Objective {
    public FullSoftmax {
        if (batch < 1 || batch > 65_536) {
            throw new IllegalArgumentException("the batch must be in 1…65536, but is " + batch);
        }
    }

    @Override
    public String name() {
        return "full-softmax";
    }

    @Override
    public long outputRows(int vocabularySize) {
        return vocabularySize;
    }
}
