package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class ColumnSoftmaxTest {
    private final ColumnSoftmax softmax = ColumnSoftmax.active();

    @Test
    void exponentialOverItsWholeRange() {
        int rows = 40_000;
        Matrix x = Matrix.allocate(rows, 16);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 16; j++) {
                x.set(i, j, i == 0 ? 0 : -87.2f * (i * 16 + j) / (rows * 16));
            }
        }
        Matrix e = copy(x);
        softmax.exponentiate(e, 0, rows, 16, new float[16], new float[16]);
        double worst = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 16; j++) {
                worst = Math.max(worst, Math.abs(e.get(i, j) / Math.exp(x.get(i, j)) - 1));
            }
        }
        assertTrue(worst < 2.4e-7, "relative error " + worst + ", two units in the last place are 2.4e-7");
    }

    @Test
    void farBelowTheMaximumIsZero() {
        Matrix x = Matrix.allocate(4, 16);
        fillColumn(x, 0, 1e4f, -1e4f, 9_900f, Float.NEGATIVE_INFINITY);
        softmax.exponentiate(x, 0, 4, 16, new float[16], new float[16]);
        assertEquals(1f, x.get(0, 0));
        assertEquals(0f, x.get(1, 0));
        assertEquals(0f, x.get(2, 0), 1e-37f);
        assertEquals(0f, x.get(3, 0));
    }

    @Test
    void maximaAndSumsOfABlockOfRows() {
        Random random = new Random(11);
        for (int columns : new int[] {16, 48, 80}) {
            Matrix x = Matrix.allocate(37, columns);
            for (int i = 0; i < 37; i++) {
                for (int j = 0; j < columns; j++) {
                    x.set(i, j, (float) random.nextGaussian() * 20);
                }
            }
            Matrix e = copy(x);
            float[] max = new float[columns];
            float[] sum = new float[columns];
            softmax.exponentiate(e, 5, 31, columns, max, sum);
            for (int j = 0; j < columns; j++) {
                double expectedMax = Double.NEGATIVE_INFINITY;
                for (int i = 5; i < 36; i++) {
                    expectedMax = Math.max(expectedMax, x.get(i, j));
                }
                double expectedSum = 0;
                for (int i = 5; i < 36; i++) {
                    expectedSum += Math.exp(x.get(i, j) - expectedMax);
                }
                assertEquals(expectedMax, max[j]);
                assertEquals(expectedSum, sum[j], 2e-6 * expectedSum);
                assertEquals(x.get(4, j), e.get(4, j), "a row before the block");
                assertEquals(x.get(36, j), e.get(36, j), "a row after the block");
            }
        }
    }

    @Test
    void whatIsNotFiniteShowsInTheSum() {
        Matrix x = Matrix.allocate(3, 16);
        fillColumn(x, 0, 1f, Float.NaN, 2f);
        fillColumn(x, 1, 1f, Float.POSITIVE_INFINITY, 2f);
        fillColumn(x, 2, 1f, 2f, 3f);
        // a NaN whose payload would disturb arithmetic on its bits
        fillColumn(x, 3, 1f, Float.intBitsToFloat(0x7fc00081), 2f);
        float[] sum = new float[16];
        softmax.exponentiate(x, 0, 3, 16, new float[16], sum);
        assertTrue(Float.isNaN(sum[0]));
        assertTrue(Float.isNaN(sum[1]));
        assertEquals(1 + Math.exp(-1) + Math.exp(-2), sum[2], 1e-6);
        assertTrue(Float.isNaN(sum[3]));
    }

    @Test
    void scaling() {
        Matrix x = Matrix.allocate(3, 32);
        fillColumn(x, 17, 0.5f, 1e-20f, Float.NaN);
        float[] factor = new float[32];
        factor[17] = 1e-15f;
        softmax.scale(x, 0, 3, 32, factor);
        assertEquals(0.5e-15f, x.get(0, 17), 1e-21f);
        assertEquals(0f, x.get(1, 17));
        assertTrue(Float.isNaN(x.get(2, 17)));
        assertEquals(0f, x.get(0, 16));
    }

    @Test
    void blocksOutsideTheMatrix() {
        Matrix x = Matrix.allocate(3, 16);
        assertThrows(IndexOutOfBoundsException.class, () -> softmax.scale(x, 1, 3, 16, new float[16]));
        assertThrows(
                IndexOutOfBoundsException.class, () -> softmax.exponentiate(x, 0, 3, 32, new float[32], new float[32]));
    }

    private static void fillColumn(Matrix x, int column, float... values) {
        for (int i = 0; i < values.length; i++) {
            x.set(i, column, values[i]);
        }
    }

    private static Matrix copy(Matrix x) {
        Matrix copy = Matrix.allocate(x.rows(), x.dim());
        for (long i = 0; i < x.rows(); i++) {
            copy.setRow(i, x.row(i));
        }
        return copy;
    }
}
