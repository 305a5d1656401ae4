package io.firth.linalg;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The two products of tall matrices (n × l, n ≫ l) that orthonormalising takes: XᵀX and X·S, on several threads.
 *
 * <p>Rows are cut into stripes by their number alone, and the sums of the stripes are added in order; within a stripe
 * every sum runs in one order. No sum runs across the lanes of a vector, so compiled and interpreted code, and any number
 * of threads, give the same bits.
 */
final class TallProducts {
    private static final int MAX_STRIPES = 16;
    private static final int LEAST_ROWS = 512;

    /** Rows that are worked on together: one pass over the l × l matrix serves them all. */
    private static final int TOGETHER = 8;

    private final int threads;

    TallProducts(int threads) {
        this.threads = threads;
    }

    /** XᵀX, l × l. */
    double[] gram(double[] x, int rows, int l) {
        int stripes = stripes(rows);
        double[][] parts = new double[stripes][];
        forEach(stripes, s -> parts[s] = gramOf(x, from(s, stripes, rows), from(s + 1, stripes, rows), l));
        double[] sum = parts[0];
        for (int s = 1; s < stripes; s++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += parts[s][i];
            }
        }
        for (int i = 0; i < l; i++) {
            for (int j = 0; j < i; j++) {
                sum[i * l + j] = sum[j * l + i];
            }
        }
        return sum;
    }

    /** The upper triangle of XᵀX over rows from…to−1. */
    private static double[] gramOf(double[] x, int from, int to, int l) {
        double[] g = new double[l * l];
        int r = from;
        for (; r + TOGETHER <= to; r += TOGETHER) {
            for (int i = 0; i < l; i++) {
                addEight(x, r * l, l, i, g);
            }
        }
        for (; r < to; r++) {
            int row = r * l;
            for (int i = 0; i < l; i++) {
                double xi = x[row + i];
                for (int j = i; j < l; j++) {
                    g[i * l + j] = Math.fma(xi, x[row + j], g[i * l + j]);
                }
            }
        }
        return g;
    }

    /** g[i][j] += Σ over eight rows x[row][i]·x[row][j] for j ≥ i. */
    private static void addEight(double[] x, int row, int l, int i, double[] g) {
        int r1 = row + l;
        int r2 = r1 + l;
        int r3 = r2 + l;
        int r4 = r3 + l;
        int r5 = r4 + l;
        int r6 = r5 + l;
        int r7 = r6 + l;
        double x0 = x[row + i];
        double x1 = x[r1 + i];
        double x2 = x[r2 + i];
        double x3 = x[r3 + i];
        double x4 = x[r4 + i];
        double x5 = x[r5 + i];
        double x6 = x[r6 + i];
        double x7 = x[r7 + i];
        int gi = i * l;
        for (int j = i; j < l; j++) {
            double a = Math.fma(x0, x[row + j], g[gi + j]);
            double b = Math.fma(x2, x[r2 + j], x1 * x[r1 + j]);
            double c = Math.fma(x4, x[r4 + j], x3 * x[r3 + j]);
            double d = Math.fma(x6, x[r6 + j], x5 * x[r5 + j]);
            g[gi + j] = (a + b) + (c + Math.fma(x7, x[r7 + j], d));
        }
    }

    /** out[r] = x[r]·S for every row; x (n × l) and out (n × m) may be the same array if m = l. */
    void multiply(double[] x, int rows, int l, double[] s, int m, double[] out) {
        int stripes = stripes(rows);
        forEach(stripes, stripe -> {
            double[] row = new double[l];
            double[] product = new double[m];
            for (int r = from(stripe, stripes, rows); r < from(stripe + 1, stripes, rows); r++) {
                System.arraycopy(x, r * l, row, 0, l);
                Arrays.fill(product, 0);
                int k = 0;
                for (; k + 4 <= l; k += 4) {
                    addFour(product, row, k, s, m);
                }
                for (; k < l; k++) {
                    double f = row[k];
                    for (int j = 0; j < m; j++) {
                        product[j] = Math.fma(f, s[k * m + j], product[j]);
                    }
                }
                System.arraycopy(product, 0, out, r * m, m);
            }
        });
    }

    private static void addFour(double[] product, double[] row, int k, double[] s, int m) {
        double f0 = row[k];
        double f1 = row[k + 1];
        double f2 = row[k + 2];
        double f3 = row[k + 3];
        int s0 = k * m;
        int s1 = s0 + m;
        int s2 = s1 + m;
        int s3 = s2 + m;
        for (int j = 0; j < m; j++) {
            double a = Math.fma(f0, s[s0 + j], product[j]);
            double b = Math.fma(f2, s[s2 + j], f1 * s[s1 + j]);
            product[j] = a + Math.fma(f3, s[s3 + j], b);
        }
    }

    private static int stripes(int rows) {
        return Math.clamp(rows / LEAST_ROWS, 1, MAX_STRIPES);
    }

    private static int from(int stripe, int stripes, int rows) {
        return (int) ((long) rows * stripe / stripes);
    }

    private void forEach(int stripes, IntConsumer work) {
        if (threads == 1) {
            IntStream.range(0, stripes).forEach(work);
            return;
        }
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            pool.submit(() -> IntStream.range(0, stripes).parallel().forEach(work))
                    .join();
        }
    }
}
