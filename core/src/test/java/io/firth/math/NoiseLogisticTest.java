package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class NoiseLogisticTest {
    private final NoiseLogistic logistic = NoiseLogistic.active();

    @Test
    void valuesAndLossesAreThoseOfDoublePrecision() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int columns : new int[] {16, 48}) {
            int rows = 61;
            Matrix x = Matrix.allocate(rows + 2, columns);
            float[] weight = new float[rows];
            double[] expected = new double[columns];
            for (int i = 0; i < rows; i++) {
                weight[i] = random.nextFloat() / 8;
                for (int j = 0; j < columns; j++) {
                    float t = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2));
                    x.set(i + 1, j, t);
                    expected[j] += weight[i] * (Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t))));
                }
            }
            Matrix y = Matrix.allocate(rows + 2, columns);
            y.segment().copyFrom(x.segment());
            float[] loss = new float[columns];
            logistic.apply(y, 1, rows, columns, weight, loss);
            for (int j = 0; j < columns; j++) {
                assertEquals(expected[j], loss[j], 2e-6 * expected[j], "loss of column " + j + ", seed " + seed);
                assertEquals(0f, y.get(0, j), "the row before");
                assertEquals(0f, y.get(rows + 1, j), "the row behind");
                for (int i = 0; i < rows; i++) {
                    double sigma = -weight[i] / (1 + Math.exp(-x.get(i + 1, j)));
                    assertEquals(sigma, y.get(i + 1, j), 4e-7 * Math.abs(sigma) + 1e-38, "x = " + x.get(i + 1, j));
                }
            }
        }
    }

    /** log(1 + e) must keep its digits where e is small, and not overflow where x is large. */
    @Test
    void farOutOnBothSides() {
        Matrix x = Matrix.allocate(1, 16);
        float[] values = {-80, -40, -20, -10, 0, 10, 88, 500, 1e30f, -1e30f, 0.5f, -0.5f, 3, -3, 20, 1e-20f};
        for (int j = 0; j < 16; j++) {
            x.set(0, j, values[j]);
        }
        float[] loss = new float[16];
        logistic.apply(x, 0, 1, 16, new float[] {1}, loss);
        for (int j = 0; j < 16; j++) {
            double expected = Math.max(values[j], 0) + Math.log1p(Math.exp(-Math.abs(values[j])));
            assertEquals(expected, loss[j], 5e-7 * expected + 1e-37, "x = " + values[j]);
        }
        Matrix bad = Matrix.allocate(1, 16);
        bad.set(0, 0, Float.NaN);
        bad.set(0, 1, Float.POSITIVE_INFINITY);
        logistic.apply(bad, 0, 1, 16, new float[] {1}, loss);
        assertFalse(Float.isFinite(loss[0]) || Float.isFinite(loss[1]), loss[0] + ", " + loss[1]);
        assertTrue(Float.isFinite(loss[2]));
        assertThrows(IndexOutOfBoundsException.class, () -> logistic.apply(bad, 1, 1, 16, new float[1], loss));
    }
}
