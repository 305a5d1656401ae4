package io.firth.gradient;

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
     * −log ŷ_target = −x_target + log Σ_i exp(x_i), also right where it is tiny: the target's own term is the 1 of a
     * log(1 + …).
     *
     * @param x logits, at least one
     * @param target index of a logit
     */
    public static double crossEntropy(double[] x, int target) {
        double max = max(x);
        if (Double.isInfinite(max)) {
            return -Math.log(probabilities(x)[target]);
        }
        int largest = indexOf(x, max);
        double others = 0;
        for (int i = 0; i < x.length; i++) {
            others += i == largest ? 0 : Math.exp(x[i] - max);
        }
        return max - x[target] + Math.log1p(others);
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

    private static double max(double[] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("a softmax needs at least one logit");
        }
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : x) {
            max = Math.max(max, logit);
        }
        return max;
    }

    private static int indexOf(double[] x, double value) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] == value) {
                return i;
            }
        }
        return -1; // NaN
    }
}
