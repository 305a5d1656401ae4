package io.firth.eval;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Correlation of two rows of numbers of the same length. */
public final class Correlation {
    private Correlation() {}

    /**
     * Pearson's r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²); empty with fewer than two points, or where all x or all
     * y are equal, or one is NaN.
     */
    public static OptionalDouble pearson(double[] x, double[] y) {
        checkLengths(x, y);
        return defined(pearson(x, y, ones(x.length)));
    }

    /** Spearman's ρ: Pearson's r of the ranks, equal numbers having the average of theirs; empty as {@link #pearson}. */
    public static OptionalDouble spearman(double[] x, double[] y) {
        checkLengths(x, y);
        if (DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).anyMatch(Double::isNaN)) {
            return OptionalDouble.empty(); // it has no rank
        }
        int[] times = ones(x.length);
        return defined(pearson(new Ranking(x).ranks(times), new Ranking(y).ranks(times), times));
    }

    /** r of points that each occur a number of times; NaN where it is not defined. */
    static double pearson(double[] x, double[] y, int[] times) {
        long n = 0;
        double sumX = 0;
        double sumY = 0;
        double leastX = Double.POSITIVE_INFINITY;
        double leastY = Double.POSITIVE_INFINITY;
        double mostX = Double.NEGATIVE_INFINITY;
        double mostY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                n += times[i];
                sumX += times[i] * x[i];
                sumY += times[i] * y[i];
                leastX = Math.min(leastX, x[i]);
                leastY = Math.min(leastY, y[i]);
                mostX = Math.max(mostX, x[i]);
                mostY = Math.max(mostY, y[i]);
            }
        }
        // Compared, not computed: rounding gives equal numbers a variance.
        if (!(leastX < mostX && leastY < mostY)) {
            return Double.NaN;
        }
        double meanX = sumX / n;
        double meanY = sumY / n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                xx += times[i] * dx * dx;
                yy += times[i] * dy * dy;
                xy += times[i] * dx * dy;
            }
        }
        return Math.clamp(xy / Math.sqrt(xx * yy), -1.0, 1.0);
    }

    /** Numbers in order, sorted once; ranks of any resample of them follow in one pass. */
    static final class Ranking {
        private final double[] values;
        private final int[] order;

        Ranking(double[] values) {
            this.values = values;
            Integer[] sorted = new Integer[values.length];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (i, j) -> Double.compare(values[i], values[j]));
            order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        }

        /** Rank 1 … Σ times of each point that occurs; equal values share the average of their ranks. */
        double[] ranks(int[] times) {
            double[] ranks = new double[values.length];
            long before = 0;
            for (int from = 0; from < order.length; ) {
                double value = values[order[from]];
                int to = from;
                long here = 0;
                // 0.0 and −0.0 are equal, though they sort apart.
                while (to < order.length && values[order[to]] == value) {
                    here += times[order[to++]];
                }
                to = Math.max(to, from + 1); // NaN equals nothing
                double rank = before + (here + 1) / 2.0;
                for (int i = from; i < to; i++) {
                    ranks[order[i]] = rank;
                }
                before += here;
                from = to;
            }
            return ranks;
        }
    }

    private static OptionalDouble defined(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void checkLengths(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " numbers cannot be correlated with " + y.length);
        }
    }
}
