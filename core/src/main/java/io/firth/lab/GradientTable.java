package io.firth.lab;

import io.firth.gradient.Differentiable;
import io.firth.gradient.FiniteDifferences;
import io.firth.gradient.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A gradient computed twice: by its formula and by finite differences. Differences are relative to the largest component
 * of the gradient, as in {@link GradientCheck}.
 *
 * @param name such as {@code ∂J/∂v}
 * @param coordinates a name for each coordinate shown
 * @param analytic by the formula
 * @param numeric by finite differences
 * @param scale size of the gradient, > 0, or 0 where all of it is 0
 * @param tolerance the greatest relative difference that passes
 */
public record GradientTable(
        String name, List<String> coordinates, double[] analytic, double[] numeric, double scale, double tolerance)
        implements Step {
    /** What analytic and numeric gradient may differ by, relative to the gradient's size. */
    public static final double TOLERANCE = 1e-7;

    /** Copies and checks lengths. */
    public GradientTable {
        coordinates = List.copyOf(coordinates);
        analytic = analytic.clone();
        numeric = numeric.clone();
        if (analytic.length != coordinates.size() || numeric.length != coordinates.size() || analytic.length == 0) {
            throw new IllegalArgumentException("gradient " + name + " has " + coordinates.size() + " coordinates, but "
                    + analytic.length + " analytic and " + numeric.length + " numeric values");
        }
    }

    /**
     * What a check found, coordinate by coordinate.
     *
     * @param name of the gradient
     * @param check complete
     * @param names of a parameter, by its index in the flat vector
     */
    public static GradientTable of(String name, GradientCheck check, IntFunction<String> names) {
        List<String> coordinates = new ArrayList<>();
        for (int i : check.coordinates()) {
            coordinates.add(names.apply(i));
        }
        return new GradientTable(name, coordinates, check.analytic(), check.numeric(), check.scale(), TOLERANCE);
    }

    /**
     * A gradient that was computed in some other way than by {@code f}, beside f's finite differences.
     *
     * @param name of the gradient
     * @param names of the coordinates
     * @param analytic the gradient to check
     * @param f its function
     * @param x where
     */
    public static GradientTable of(String name, List<String> names, double[] analytic, Differentiable f, double[] x) {
        double[] numeric = FiniteDifferences.gradient(f, x);
        double scale = 0;
        for (int i = 0; i < numeric.length; i++) {
            scale = Math.max(scale, Math.max(Math.abs(analytic[i]), Math.abs(numeric[i])));
        }
        return new GradientTable(name, names, analytic, numeric, scale, TOLERANCE);
    }

    /** |analytic − numeric| at coordinate i. */
    public double difference(int i) {
        return Math.abs(analytic[i] - numeric[i]);
    }

    /** The difference at coordinate i relative to the gradient's size; +∞ where one is NaN. */
    public double relative(int i) {
        double difference = difference(i);
        double relative = difference == 0 ? 0 : difference / scale;
        return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
    }

    /** The coordinate with the largest difference. */
    public int worst() {
        int worst = 0;
        for (int i = 1; i < analytic.length; i++) {
            worst = relative(i) > relative(worst) ? i : worst;
        }
        return worst;
    }

    /** Whether all relative differences are at most the tolerance. */
    public boolean passed() {
        return relative(worst()) <= tolerance;
    }
}
