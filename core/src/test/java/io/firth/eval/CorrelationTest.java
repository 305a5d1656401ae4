package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    /** Values of SciPy 1.10. */
    @Test
    void knownValues() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}; // Anscombe's first set
        assertEquals(0.81642051634484, Correlation.pearson(x, y).orElseThrow(), 1e-14);
        assertEquals(0.818181818181818, Correlation.spearman(x, y).orElseThrow(), 1e-14);
        double[] tied = {1, 2, 2, 3, 3, 3};
        double[] other = {5, 1, 4, 4, 2, 6};
        // ranks 1 2.5 2.5 5 5 5 and 5 1 3.5 3.5 2 6: sum of products 1/4, of squares 15 and 17
        assertEquals(
                0.25 / Math.sqrt(15 * 17), Correlation.spearman(tied, other).orElseThrow(), 1e-14);
    }

    @Test
    void equalNumbersShareTheAverageOfTheirRanks() {
        int[] once = {1, 1, 1, 1, 1};
        assertArrayEquals(
                new double[] {3.5, 1, 3.5, 5, 2}, new Correlation.Ranking(new double[] {2, 0, 2, 9, 1}).ranks(once));
        assertArrayEquals(
                new double[] {1.5, 1.5}, new Correlation.Ranking(new double[] {0.0, -0.0}).ranks(new int[] {1, 1}));
    }

    @Test
    void undefinedWhereNothingVaries() {
        assertTrue(Correlation.pearson(new double[] {}, new double[] {}).isEmpty());
        assertTrue(Correlation.pearson(new double[] {1}, new double[] {2}).isEmpty());
        // 0.1 three times has a mean that is not 0.1
        assertTrue(Correlation.pearson(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3})
                .isEmpty());
        assertTrue(Correlation.spearman(new double[] {1, 2, 3}, new double[] {7, 7, 7})
                .isEmpty());
        double[] unknown = {1, Double.NaN, 3};
        assertTrue(Correlation.pearson(unknown, new double[] {3, 2, 1}).isEmpty());
        assertTrue(Correlation.spearman(unknown, new double[] {3, 2, 1}).isEmpty());
        assertTrue(Correlation.spearman(new double[] {3, 2, 1}, unknown).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(new double[2], new double[3]));
    }

    /** A point that occurs n times counts as n points. */
    @Test
    void timesAreRepetitions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(12);
            double[] x = random.doubles(n).map(v -> Math.floor(6 * v)).toArray();
            double[] y = random.doubles(n).map(v -> Math.floor(6 * v)).toArray();
            int[] times = random.ints(n, 0, 4).toArray();
            double[] longX = repeated(x, times);
            double[] longY = repeated(y, times);
            double[] predicted = y.clone();
            for (boolean ranks : new boolean[] {false, true}) {
                double expected = (ranks ? Correlation.spearman(longX, longY) : Correlation.pearson(longX, longY))
                        .orElse(Double.NaN);
                assertEquals(
                        expected,
                        new CorrelationStatistic(x, predicted, ranks).of(times),
                        1e-12,
                        "seed " + seed + ", round " + round);
            }
            assertArrayEquals(
                    naiveRanks(longX), new Correlation.Ranking(longX).ranks(ones(longX.length)), "seed " + seed);
        }
    }

    /** The definition: 1 + how many are less + half of how many others are equal. */
    private static double[] naiveRanks(double[] x) {
        return Arrays.stream(x)
                .map(v -> 0.5
                        + Arrays.stream(x).filter(w -> w < v).count()
                        + Arrays.stream(x).filter(w -> w == v).count() / 2.0)
                .toArray();
    }

    private static double[] repeated(double[] x, int[] times) {
        return java.util.stream.IntStream.range(0, x.length)
                .boxed()
                .flatMap(i -> java.util.Collections.nCopies(times[i], x[i]).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
