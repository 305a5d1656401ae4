package io.firth.objective;

/**
 * Softmax factorised over a Huffman tree of the vocabulary: J = −Σ_j log σ(±u_{n_j}ᵀv) over the inner nodes n_j on the
 * word's path (Morin &amp; Bengio 2005; Mikolov et al. 2013, equation 3).
 */
public record HierarchicalSoftmax() implements Objective {
    @Override
    public String name() {
        return "hierarchical-softmax";
    }

    @Override
    public long outputRows(int vocabularySize) {
        return Math.max(1, vocabularySize - 1);
    }
}
