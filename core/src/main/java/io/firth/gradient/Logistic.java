package io.firth.gradient;

/**
 * The logistic function σ(x) = 1/(1 + e⁻ˣ) and its logarithm, exact to rounding wherever the result is not subnormal (x
 * from −708).
 */
public final class Logistic {
    private Logistic() {}

    /** σ(x). 1 − σ(x) is σ(−x), which loses no digits; the derivative is σ(x)·σ(−x). */
    public static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** log σ(x) = −log(1 + e⁻ˣ), finite for every finite x. */
    public static double logSigma(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
