package io.firth.gradient;

/**
 * The exact softmax over all rows of U: J = Σ_o (−x_o + log Σ_w exp(x_w)) (Mikolov et al. 2013, "Distributed
 * Representations of Words and Phrases and their Compositionality", equation 2).
 *
 * @param targets rows o of the words to predict, which share one softmax; repeats count each time; none cost nothing
 */
public record FullSoftmaxLoss(int... targets) implements OutputLoss {
    public FullSoftmaxLoss {
        targets = targets.clone();
    }

    @Override
    public int[] targets() {
        return targets.clone();
    }

    @Override
    public int[] rows(int outputRows) {
        int[] rows = new int[outputRows];
        for (int w = 0; w < outputRows; w++) {
            rows[w] = w;
        }
        return rows;
    }

    @Override
    public double value(double[] logits) {
        double loss = 0;
        for (int target : targets) {
            loss += Softmax.crossEntropy(logits, target);
        }
        return loss;
    }

    /** Σ_o (ŷ_w − [w = o]) for every w, the targets included. */
    @Override
    public double[] slopes(double[] logits) {
        double[] slopes = new double[logits.length];
        for (int target : targets) {
            double[] gradient = Softmax.crossEntropyGradient(logits, target);
            for (int w = 0; w < slopes.length; w++) {
                slopes[w] += gradient[w];
            }
        }
        return slopes;
    }
}
