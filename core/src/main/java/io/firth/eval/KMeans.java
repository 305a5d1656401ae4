package io.firth.eval;

import io.firth.math.CounterRandom;
import io.firth.math.Kernel;
import io.firth.math.Matrix;
import java.util.Arrays;

/**
 * k-means: Lloyd's algorithm (1982) from k-means++ starts (Arthur &amp; Vassilvitskii 2007), the best of some starts by
 * the sum of squared distances.
 */
final class KMeans {
    static final int STARTS = 10;
    private static final int MOST_ROUNDS = 100;

    private final float[][] points;
    private final int k;
    private final long seed;
    private final double[] squares;

    /**
     * Of n points into k clusters.
     *
     * @param points n × D, 1 ≤ k ≤ n
     */
    KMeans(float[][] points, int k, long seed) {
        this.points = points;
        this.k = k;
        this.seed = seed;
        squares = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            for (float x : points[i]) {
                squares[i] += (double) x * x;
            }
        }
    }

    /** The cluster, 0…k−1, of each point. */
    int[] clusters() {
        Clustering best = null;
        for (int start = 0; start < STARTS; start++) {
            Clustering clustering = run(CounterRandom.key(seed, start, 0));
            if (best == null || clustering.inertia < best.inertia) {
                best = clustering;
            }
        }
        return best.clusters;
    }

    private record Clustering(int[] clusters, double inertia) {}

    private Clustering run(long key) {
        Matrix centres = start(key);
        int[] clusters = new int[points.length];
        double inertia = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double now = assign(centres, clusters);
            if (!(now < inertia)) {
                break;
            }
            inertia = now;
            move(centres, clusters);
        }
        return new Clustering(clusters, inertia);
    }

    /** The first centre is any point, each further one a point drawn by its squared distance from the nearest so far. */
    private Matrix start(long key) {
        Matrix centres = Matrix.allocate(k, points[0].length);
        double[] nearest = new double[points.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int chosen = CounterRandom.below((int) CounterRandom.bits(key, 0), points.length);
        for (int c = 0; c < k; c++) {
            if (c > 0) {
                chosen = draw(nearest, CounterRandom.unitFloat(CounterRandom.bits(key, c)));
            }
            centres.setRow(c, points[chosen]);
            for (int i = 0; i < points.length; i++) {
                nearest[i] = Math.min(nearest[i], distance(points[i], points[chosen]));
            }
        }
        return centres;
    }

    private static int draw(double[] weights, float unit) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = unit * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Each point goes to the centre with the least ‖x − c‖² = ‖x‖² − 2 xᵀc + ‖c‖²; the sum of these. */
    private double assign(Matrix centres, int[] clusters) {
        float[] products = new float[k];
        double[] lengths = new double[k];
        float[] row = new float[centres.dim()];
        for (int c = 0; c < k; c++) {
            centres.copyRow(c, row);
            for (float x : row) {
                lengths[c] += (double) x * x;
            }
        }
        double inertia = 0;
        for (int i = 0; i < points.length; i++) {
            Kernel.active().dots(points[i], centres, 0, k, products);
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double distance = lengths[c] - 2.0 * products[c];
                if (distance < least) {
                    least = distance;
                    clusters[i] = c;
                }
            }
            inertia += Math.max(0, squares[i] + least);
        }
        return inertia;
    }

    /** Each centre becomes the mean of its points; one without points stays. */
    private void move(Matrix centres, int[] clusters) {
        int dim = centres.dim();
        double[][] sums = new double[k][dim];
        int[] sizes = new int[k];
        for (int i = 0; i < points.length; i++) {
            sizes[clusters[i]]++;
            for (int d = 0; d < dim; d++) {
                sums[clusters[i]][d] += points[i][d];
            }
        }
        float[] mean = new float[dim];
        for (int c = 0; c < k; c++) {
            if (sizes[c] > 0) {
                for (int d = 0; d < dim; d++) {
                    mean[d] = (float) (sums[c][d] / sizes[c]);
                }
                centres.setRow(c, mean);
            }
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = (double) a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }
}
