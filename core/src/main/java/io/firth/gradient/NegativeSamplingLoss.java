package io.firth.gradient;

/**
 * Negative sampling with draws that are given: J = −log σ(x_o) − Σ_k log σ(−x_k) (Mikolov et al. 2013, "Distributed
 * Representations of Words and Phrases and their Compositionality", equation 4, as a loss).
 *
 * <p>The draws count as drawn: each once, repeats again, one that equals the target beside the target.
 *
 * @param target o, row of the word to predict
 * @param negatives rows k of the noise words
 */
public record NegativeSamplingLoss(int target, int... negatives) implements OutputLoss {
    public NegativeSamplingLoss {
        negatives = negatives.clone();
    }

    @Override
    public int[] negatives() {
        return negatives.clone();
    }

    @Override
    public int[] rows(int outputRows) {
        int[] rows = new int[negatives.length + 1];
        rows[0] = target;
        System.arraycopy(negatives, 0, rows, 1, negatives.length);
        return rows;
    }

    @Override
    public double value(double[] logits) {
        double loss = -Logistic.logSigma(logits[0]);
        for (int k = 1; k < logits.length; k++) {
            loss -= Logistic.logSigma(-logits[k]);
        }
        return loss;
    }

    /** σ(x_o) − 1 = −σ(−x_o) for the target, σ(x_k) for each draw. */
    @Override
    public double[] slopes(double[] logits) {
        double[] slopes = new double[logits.length];
        slopes[0] = -Logistic.sigma(-logits[0]);
        for (int k = 1; k < logits.length; k++) {
            slopes[k] = Logistic.sigma(logits[k]);
        }
        return slopes;
    }
}
