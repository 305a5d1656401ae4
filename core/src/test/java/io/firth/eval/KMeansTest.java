package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KMeansTest {
    /** Against every way to divide nine points into three clusters: the best of ten starts nearly always is the best of all. */
    @Test
    void noOtherDivisionIsBetter() {
        Random random = new Random(6);
        int best = 0;
        for (int round = 0; round < 40; round++) {
            float[][] points = gaussian(9, 2, random);
            double least = Double.POSITIVE_INFINITY;
            for (int division = 0; division < Math.pow(3, 9); division++) {
                int[] clusters = new int[9];
                for (int i = 0, left = division; i < 9; i++, left /= 3) {
                    clusters[i] = left % 3;
                }
                least = Math.min(least, squares(points, clusters, 3));
            }
            double found = squares(points, new KMeans(points, 3, 1).clusters(), 3);
            assertTrue(found < 1.25 * least, "round " + round + ": " + found + " instead of " + least);
            best += found < least + 1e-6 ? 1 : 0;
        }
        assertTrue(best >= 34, "only " + best + " of 40");
    }

    /** More than a start or a few rounds settle: each point is nearest to the mean of its own cluster. */
    @Test
    void everyPointIsNearestToItsOwnMean() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            float[][] points = gaussian(300, 3, random);
            int[] clusters = new KMeans(points, 6, round).clusters();
            assertEquals(6, Arrays.stream(clusters).distinct().count());
            double[][] means = means(points, clusters, 6);
            for (int i = 0; i < points.length; i++) {
                float[] point = points[i];
                double nearest = IntStream.range(0, 6)
                        .mapToDouble(c -> distance(point, means[c]))
                        .min()
                        .orElseThrow();
                assertEquals(nearest, distance(point, means[clusters[i]]), 1e-5, "round " + round + ", point " + i);
            }
        }
    }

    /** Far bundles, so that a start which draws its centres without regard to distance puts two into one of them. */
    @Test
    void startsStandApart() {
        float[][] points = new float[200][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {i < 195 ? i * 1e-4f : 1000 * (i - 194), 0};
        }
        int[] clusters = new KMeans(points, 6, 5).clusters();
        assertEquals(6, Arrays.stream(clusters).distinct().count());
        assertEquals(1, Arrays.stream(clusters, 0, 195).distinct().count());
    }

    @Test
    void asManyClustersAsPointsOrEqualPoints() {
        float[][] points = gaussian(5, 4, new Random(8));
        assertEquals(
                5, Arrays.stream(new KMeans(points, 5, 1).clusters()).distinct().count());
        float[][] equal = {{1, 2}, {1, 2}, {1, 2}};
        assertEquals(
                1, Arrays.stream(new KMeans(equal, 2, 1).clusters()).distinct().count());
        assertArrayEquals(new int[3], new KMeans(equal, 1, 1).clusters());
    }

    private static double squares(float[][] points, int[] clusters, int k) {
        double[][] means = means(points, clusters, k);
        return IntStream.range(0, points.length)
                .mapToDouble(i -> distance(points[i], means[clusters[i]]))
                .sum();
    }

    private static double[][] means(float[][] points, int[] clusters, int k) {
        double[][] means = new double[k][points[0].length];
        for (int c = 0; c < k; c++) {
            int cluster = c;
            for (int d = 0; d < points[0].length; d++) {
                int column = d;
                means[c][d] = IntStream.range(0, points.length)
                        .filter(i -> clusters[i] == cluster)
                        .mapToDouble(i -> points[i][column])
                        .average()
                        .orElse(0);
            }
        }
        return means;
    }

    private static double distance(float[] point, double[] mean) {
        return IntStream.range(0, mean.length)
                .mapToDouble(d -> (point[d] - mean[d]) * (point[d] - mean[d]))
                .sum();
    }

    private static float[][] gaussian(int n, int dim, Random random) {
        float[][] points = new float[n][dim];
        for (float[] point : points) {
            for (int d = 0; d < dim; d++) {
                point[d] = (float) (5 + random.nextGaussian()); // far from the origin, near to each other
            }
        }
        return points;
    }
}
