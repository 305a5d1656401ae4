package io.firth.gradient;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A gradient as its formula gives it beside the same by finite differences.
 *
 * <p>Differences are relative to the gradient's size, max_i |∂f/∂x_i|, over all coordinates and not only those checked: a
 * gradient is used as a whole, and a component far below the others has no digits of its own in f. Where the gradient is
 * zero both ways the difference is 0. The arrays are not copies.
 *
 * @param coordinates indices of the parameters that were checked
 * @param analytic ∂f/∂x_i by {@link Differentiable#gradient}, by place in {@code coordinates}
 * @param numeric ∂f/∂x_i by {@link FiniteDifferences}
 * @param errors estimates of the absolute error of {@code numeric}
 * @param scale the largest |∂f/∂x_i|, of the analytic ones (all) and the numeric ones (checked)
 */
public record GradientCheck(int[] coordinates, double[] analytic, double[] numeric, double[] errors, double scale) {
    /** Numeric derivatives are refined to this part of the gradient's size, where the function's values allow. */
    private static final double WANTED = 1e-9;

    /** A smaller gradient counts as this large: near the subnormal numbers nothing has seven digits any more. */
    private static final double SMALLEST_SCALE = 1e-300;

    /** What a check has shown. */
    public enum Verdict {
        /** All differences are within the tolerance. */
        PASS,
        /** A difference is larger than the tolerance and the numeric error together. */
        FAIL,
        /** A difference is larger than the tolerance, but so is the numeric error: f's values are too noisy to tell. */
        UNDECIDED
    }

    /** Checks every coordinate. */
    public static GradientCheck of(Differentiable f, double[] x) {
        return of(f, x, IntStream.range(0, f.size()).toArray());
    }

    /**
     * Checks some coordinates.
     *
     * @param f a function and its gradient
     * @param x where
     * @param coordinates which derivatives
     */
    public static GradientCheck of(Differentiable f, double[] x, int[] coordinates) {
        if (x.length != f.size()) {
            throw new IllegalArgumentException(x.length + " numbers for " + f.size() + " parameters");
        }
        double[] gradient = new double[f.size()];
        f.gradient(x, gradient);
        double scale = 0;
        for (double g : gradient) {
            scale = Math.max(scale, Math.abs(g));
        }
        double wanted = WANTED * scale;
        double[] analytic = new double[coordinates.length];
        double[] numeric = new double[coordinates.length];
        double[] errors = new double[coordinates.length];
        for (int c = 0; c < coordinates.length; c++) {
            analytic[c] = gradient[coordinates[c]];
            FiniteDifferences.Derivative derivative = FiniteDifferences.partial(f, x, coordinates[c], wanted);
            numeric[c] = derivative.value();
            errors[c] = derivative.error();
            scale = Math.max(scale, Math.abs(numeric[c]));
        }
        return new GradientCheck(coordinates.clone(), analytic, numeric, errors, scale);
    }

    /** |analytic − numeric| / scale at a place; 0 where both are equal, +∞ where one is NaN. */
    public double difference(int place) {
        return relative(Math.abs(analytic[place] - numeric[place]));
    }

    /** The largest {@link #difference}; 0 if nothing was checked. */
    public double worst() {
        return coordinates.length == 0 ? 0 : difference(worstPlace());
    }

    /** The place of the largest difference in the arrays; −1 if nothing was checked. */
    public int worstPlace() {
        int worst = coordinates.length == 0 ? -1 : 0;
        for (int c = 1; c < coordinates.length; c++) {
            worst = difference(c) > difference(worst) ? c : worst;
        }
        return worst;
    }

    /** The parameter with the largest difference; −1 if nothing was checked. */
    public int worstCoordinate() {
        int place = worstPlace();
        return place < 0 ? -1 : coordinates[place];
    }

    /**
     * What the check says.
     *
     * @param tolerance of {@link #difference}, such as 1e-7
     */
    public Verdict verdict(double tolerance) {
        boolean within = true;
        for (int c = 0; c < coordinates.length; c++) {
            double difference = difference(c);
            if (difference > tolerance + relative(errors[c]) || Double.isNaN(analytic[c])) {
                return Verdict.FAIL;
            }
            within &= difference <= tolerance;
        }
        return within ? Verdict.PASS : Verdict.UNDECIDED;
    }

    /** The worst coordinate, for people. */
    @Override
    public String toString() {
        int place = worstPlace();
        return place < 0
                ? "nothing checked"
                : String.format(
                        Locale.ROOT,
                        "worst of %d: coordinate %d, analytic %.12g, numeric %.12g ± %.1g, difference %.2g of %.4g",
                        coordinates.length,
                        coordinates[place],
                        analytic[place],
                        numeric[place],
                        errors[place],
                        difference(place),
                        scale);
    }

    private double relative(double absolute) {
        if (absolute == 0) {
            return 0;
        }
        double relative = absolute / Math.max(scale, SMALLEST_SCALE);
        return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
    }
}
