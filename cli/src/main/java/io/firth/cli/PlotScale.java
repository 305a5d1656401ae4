package io.firth.cli;

import io.firth.lab.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a plot's axes span: all points, and on the vertical axis whole steps of 1, 2 or 5 times a power of ten.
 *
 * @param xMin left
 * @param xMax right
 * @param yMin bottom
 * @param yMax top
 */
record PlotScale(double xMin, double xMax, double yMin, double yMax) {
    private static final int STEPS = 5;

    static PlotScale of(Plot plot) {
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Plot.Curve curve : plot.curves()) {
            widen(x, curve.x());
            widen(y, curve.y());
        }
        if (x[0] == x[1]) {
            x[1]++;
        }
        if (y[0] == y[1]) {
            y[1]++;
        }
        double step = step(y[0], y[1]);
        return new PlotScale(x[0], x[1], Math.floor(y[0] / step + 1e-9) * step, Math.ceil(y[1] / step - 1e-9) * step);
    }

    /** Round numbers from the bottom to the top. */
    List<Double> yTicks() {
        return ticks(yMin, yMax);
    }

    /** Round numbers between left and right. */
    List<Double> xTicks() {
        return ticks(xMin, xMax);
    }

    private static List<Double> ticks(double min, double max) {
        double step = step(min, max);
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(min / step - 1e-9); k * step <= max + 1e-9 * step; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    private static double step(double min, double max) {
        double raw = (max - min) / STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double factor = raw / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private static void widen(double[] range, double[] values) {
        range[0] = Math.min(range[0], Arrays.stream(values).min().orElseThrow());
        range[1] = Math.max(range[1], Arrays.stream(values).max().orElseThrow());
    }
}
