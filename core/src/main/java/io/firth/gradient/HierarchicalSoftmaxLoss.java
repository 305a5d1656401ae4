package io.firth.gradient;

/**
 * Softmax over the leaves of a binary tree: J = −Σ_j log σ(s_j x_j) over the inner nodes on the way to a word, s_j = +1
 * where the way takes the bit 0 and −1 where it takes the bit 1 (Morin &amp; Bengio 2005; Mikolov et al. 2013,
 * "Distributed Representations of Words and Phrases and their Compositionality", equation 3).
 *
 * @param nodes rows of the inner nodes, from the root down; none if the tree is a single leaf
 * @param bits 0 or 1 for each of them
 */
public record HierarchicalSoftmaxLoss(int[] nodes, int[] bits) implements OutputLoss {
    public HierarchicalSoftmaxLoss {
        if (nodes.length != bits.length) {
            throw new IllegalArgumentException("a path of " + nodes.length + " nodes with " + bits.length + " bits");
        }
        for (int bit : bits) {
            if (bit != 0 && bit != 1) {
                throw new IllegalArgumentException("a bit is 0 or 1, not " + bit);
            }
        }
        nodes = nodes.clone();
        bits = bits.clone();
    }

    @Override
    public int[] nodes() {
        return nodes.clone();
    }

    @Override
    public int[] bits() {
        return bits.clone();
    }

    @Override
    public int[] rows(int outputRows) {
        return nodes.clone();
    }

    @Override
    public double value(double[] logits) {
        double loss = 0;
        for (int j = 0; j < logits.length; j++) {
            loss -= Logistic.logSigma(sign(j) * logits[j]);
        }
        return loss;
    }

    /** −s_j σ(−s_j x_j), which is σ(x_j) − 1 for the bit 0 and σ(x_j) for the bit 1. */
    @Override
    public double[] slopes(double[] logits) {
        double[] slopes = new double[logits.length];
        for (int j = 0; j < logits.length; j++) {
            slopes[j] = -sign(j) * Logistic.sigma(-sign(j) * logits[j]);
        }
        return slopes;
    }

    private int sign(int j) {
        return 1 - 2 * bits[j];
    }
}
