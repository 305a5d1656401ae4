package io.firth.eval;

/**
 * The bootstrap distribution of a share, without drawing: n items drawn with replacement, of which h of n are right, hold
 * Binomial(n, h/n) right ones.
 */
final class Binomial {
    private Binomial() {}

    /** The interval of the share k/n that leaves out (1 − level)/2 at each end. */
    static Interval interval(int n, int hits, double level) {
        double p = (double) hits / n;
        if (hits == 0 || hits == n) {
            return new Interval(p, p);
        }
        // Relative to the mode's, so that nothing underflows: P(k+1)/P(k) = (n−k)/(k+1) · p/(1−p).
        double[] weight = new double[n + 1];
        double odds = p / (1 - p);
        weight[hits] = 1;
        double sum = 1;
        for (int k = hits; k < n; k++) {
            weight[k + 1] = weight[k] * (n - k) / (k + 1.0) * odds;
            sum += weight[k + 1];
        }
        for (int k = hits; k > 0; k--) {
            weight[k - 1] = weight[k] * k / ((n - k + 1.0) * odds);
            sum += weight[k - 1];
        }
        double tail = (1 - level) / 2 * sum;
        return new Interval((double) quantile(weight, tail) / n, (double) quantile(weight, sum - tail) / n);
    }

    // The smallest k with P(0) + … + P(k) ≥ the mass.
    private static int quantile(double[] weight, double mass) {
        double below = 0;
        for (int k = 0; k < weight.length; k++) {
            below += weight[k];
            if (below >= mass) {
                return k;
            }
        }
        return weight.length - 1;
    }
}
