package io.firth.lab;

import java.util.List;

/**
 * Curves over one axis.
 *
 * @param title what is seen
 * @param xLabel name of the horizontal axis
 * @param yLabel name of the vertical axis
 * @param curves at least one, at most six
 */
public record Plot(String title, String xLabel, String yLabel, List<Curve> curves) implements Step {
    /** Copies the list. */
    public Plot {
        curves = List.copyOf(curves);
        if (curves.isEmpty() || curves.size() > 6) {
            throw new IllegalArgumentException("plot '" + title + "' has " + curves.size() + " curves, not 1…6");
        }
    }

    /**
     * One curve.
     *
     * @param name in the legend
     * @param x ascending
     * @param y as many, finite
     */
    public record Curve(String name, double[] x, double[] y) {
        /** Checks lengths and values. */
        public Curve {
            x = x.clone();
            y = y.clone();
            if (x.length != y.length || x.length < 2) {
                throw new IllegalArgumentException(
                        "curve '" + name + "' has " + x.length + " x and " + y.length + " y values");
            }
            for (int i = 0; i < x.length; i++) {
                if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                    throw new IllegalArgumentException(
                            "curve '" + name + "' has the point (" + x[i] + ", " + y[i] + ")");
                }
            }
        }
    }
}
