package io.firth.gradient;

import java.util.Arrays;

/**
 * Softmax ŷ_w = exp(x_w) / Σ_i exp(x_i). It does not change when a constant is added to all logits, so the largest is
 * taken out before exponentiating and nothing overflows.
 *
 * <p>At infinity the limit is meant in which infinite logits of one sign are equal: a row of −∞ only is uniform, logits
 * of +∞ share all the probability, and −∞ beside a larger logit has none. A NaN makes everything NaN.
 */
public final class Softmax {
    private Softmax() {}

    /**
     * log Σ_i exp(x_i).
     *
     * @param x logits, at least one
     * @return −∞ for a row of −∞
     */
    public static double logSumExp(double[] x) {
        double max = max(x);
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (double logit : x) {
            sum += Math.exp(logit - max);
        }
        return max + Math.log(sum);
    }

    /**
     * ŷ.
     *
     * @param x logits, at least one
     * @return as many probabilities, which sum to 1
     */
    public static double[] probabilities(double[] x) {
        double max = max(x);
        double[] y = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] == max ? 1 : Math.exp(x[i] - max); // ∞ − ∞ is 0 here
            sum += y[i];
        }
        for (int i = 0; i < y.length; i++) {
            y[i] /= sum;
        }
        return y;
    }

    /**
     * −log ŷ_target = −x_target + log Σ_i exp(x_i) = −log σ(x_target − log Σ_{i ≠ target} exp(x_i)): the last form is right
     * also where the loss is tiny.
     *
     * @param x logits, at least one
     * @param target index of a logit
     */
    public static double crossEntropy(double[] x, int target) {
        if (Double.isInfinite(x[target])) {
            return -Math.log(probabilities(x)[target]);
        }
        double[] others = x.clone();
        others[target] = Double.NEGATIVE_INFINITY;
        return -Logistic.logSigma(x[target] - logSumExp(others));
    }

    /** The gradient of {@link #crossEntropy}: ŷ_w − [w = target], without loss of digits where ŷ_target is nearly 1. */
    public static double[] crossEntropyGradient(double[] x, int target) {
        double[] gradient = probabilities(x);
        double others = 0;
        for (int i = 0; i < x.length; i++) {
            others += i == target ? 0 : gradient[i];
        }
        gradient[target] = -others; // ŷ − 1
        return gradient;
    }

    /** NaN if one is. */
    private static double max(double[] x) {
        return Arrays.stream(x)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a softmax needs at least one logit"));
    }
}
