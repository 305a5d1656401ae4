package io.firth.gradient;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives from values only: central differences (f(x + h) − f(x − h)) / 2h at steps h, h/2, h/4, …, extrapolated to h
 * → 0 (Richardson 1911; Ridders 1982, "Accurate computation of F′(x) and F′(x)F″(x)").
 *
 * <p>An error of order h² becomes one of order h⁴, h⁶ and so on, so that steps can stay large enough for rounding not to
 * matter. The steps begin at a size that suits the coordinate, a sixteenth or a hundredth of |x| if that is more, and are
 * halved until the extrapolations agree as well as is wanted or rounding takes over. The difference of neighbouring
 * extrapolations is the error estimate.
 *
 * <p>At a kink (ReLU at 0) the result is the mean of the slopes on both sides.
 */
public final class FiniteDifferences {
    /** Extrapolations use this many steps at most: older ones may be too coarse to say anything. */
    private static final int ORDERS = 7;

    private static final int MAX_LEVELS = 60;

    /** Extrapolations that agree before this level may agree by chance. */
    private static final int FIRST_TO_TRUST = 2;

    private static final double EPSILON = Math.ulp(1.0) / 2;

    private FiniteDifferences() {}

    /**
     * A derivative.
     *
     * @param value the best estimate; NaN if no value near x was finite
     * @param error estimate of its absolute error, truncation and rounding together
     * @param rounding the part of it that rounding the function's values costs, at least
     * @param step the smallest h that was used
     */
    public record Derivative(double value, double error, double rounding, double step) {}

    /** The derivative of a function of one variable, as exactly as its values allow. */
    public static Derivative derivative(DoubleUnaryOperator f, double x) {
        return derivative(f, x, 0);
    }

    /**
     * The partial derivative ∂f/∂x_i, as exactly as f's values allow.
     *
     * @param x left as they are
     * @param i coordinate
     */
    public static Derivative partial(Differentiable f, double[] x, int i) {
        return partial(f, x, i, 0);
    }

    /**
     * The partial derivative ∂f/∂x_i.
     *
     * @param x left as they are
     * @param i coordinate
     * @param wanted absolute error that is good enough
     */
    public static Derivative partial(Differentiable f, double[] x, int i, double wanted) {
        double[] moved = x.clone();
        return derivative(
                value -> {
                    moved[i] = value;
                    return f.value(moved);
                },
                x[i],
                wanted);
    }

    /** The numeric gradient. */
    public static double[] gradient(Differentiable f, double[] x) {
        double[] gradient = new double[f.size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = partial(f, x, i).value();
        }
        return gradient;
    }

    private static Derivative derivative(DoubleUnaryOperator f, double x, double wanted) {
        double h = firstStep(x);
        double best = Double.NaN;
        double bestError = Double.POSITIVE_INFINITY;
        double rounding = Double.POSITIVE_INFINITY;
        double[] coarser = new double[ORDERS];
        int level = 0;
        for (int halvings = 0; halvings < MAX_LEVELS; halvings++, h /= 2) {
            double above = x + h;
            double below = x - h;
            double width = above - below; // what h became in floating point
            double high = f.applyAsDouble(above);
            double low = f.applyAsDouble(below);
            if (width == 0 || !Double.isFinite(high - low)) {
                continue; // perhaps outside the function's domain: come closer
            }
            double[] finer = new double[ORDERS];
            finer[0] = (high - low) / width;
            double noise = EPSILON * (Math.abs(high) + Math.abs(low)) / width;
            for (int k = 1; k <= Math.min(level, ORDERS - 1); k++) {
                // the error term of order h^2k falls out
                finer[k] = finer[k - 1] + (finer[k - 1] - coarser[k - 1]) / (Math.scalb(1.0, 2 * k) - 1);
                double error = Math.max(Math.abs(finer[k] - finer[k - 1]), Math.abs(finer[k] - coarser[k - 1])) + noise;
                if (error <= bestError) {
                    best = finer[k];
                    bestError = error;
                    rounding = noise;
                }
            }
            coarser = finer;
            if (level >= FIRST_TO_TRUST && (bestError <= wanted || bestError <= 2 * noise)) {
                break;
            }
            level++;
        }
        return new Derivative(best, bestError, rounding, h);
    }

    /** A power of two: about 1/16, or |x|/128 for a large x. */
    private static double firstStep(double x) {
        return Math.scalb(1.0, Math.getExponent(Math.max(1, Math.abs(x) / 8)) - 4);
    }
}
