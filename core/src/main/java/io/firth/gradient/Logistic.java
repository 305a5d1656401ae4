package io.firth.gradient;

/** The logistic function σ(x) = 1/(1 + e⁻ˣ), exact to rounding for every x: neither 1 − σ nor log σ loses digits. */
public final class Logistic {
    private Logistic() {}

    /** σ(x); 1 − σ(x) is σ(−x), and the derivative is σ(x)·σ(−x). */
    public static double sigma(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /** log σ(x) = −log(1 + e⁻ˣ), finite for every finite x. */
    public static double logSigma(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
