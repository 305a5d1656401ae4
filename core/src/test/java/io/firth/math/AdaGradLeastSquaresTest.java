package io.firth.math;

import static io.firth.math.AdaGradLeastSquares.FLOAT;
import static io.firth.math.AdaGradLeastSquares.INT;
import static io.firth.math.AdaGradLeastSquares.RECORD_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("kernel")
class AdaGradLeastSquaresTest {
    private static final float RATE = 0.05f;

    /** The formula in double precision, record by record. */
    private static double steps(
            double[][] a, double[][] ga, double[][] b, double[][] gb, MemorySegment records, int n) {
        double loss = 0;
        for (int r = 0; r < n; r++) {
            double[] x = a[records.get(INT, (long) r * RECORD_BYTES)];
            double[] gx = ga[records.get(INT, (long) r * RECORD_BYTES)];
            double[] y = b[records.get(INT, (long) r * RECORD_BYTES + 4)];
            double[] gy = gb[records.get(INT, (long) r * RECORD_BYTES + 4)];
            double weight = records.get(FLOAT, (long) r * RECORD_BYTES + 12);
            double difference = -records.get(FLOAT, (long) r * RECORD_BYTES + 8);
            for (int d = 0; d < x.length; d++) {
                difference += x[d] * y[d];
            }
            loss += weight * difference * difference / 2;
            for (int d = 0; d < x.length; d++) {
                double forX = RATE * weight * difference * y[d];
                double forY = RATE * weight * difference * x[d];
                gx[d] += forX * forX;
                gy[d] += forY * forY;
                x[d] -= forX / Math.sqrt(gx[d]);
                y[d] -= forY / Math.sqrt(gy[d]);
            }
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 50, 100, 129})
    void agreesWithTheFormulaInDoublePrecision(int dim) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int words = 7;
        int n = 60;
        Matrix a = AdaGradLeastSquares.allocate(words, dim);
        Matrix b = AdaGradLeastSquares.allocate(words, dim);
        double[][] ga = new double[words][dim];
        double[][] gb = new double[words][dim];
        double[][] xa = fill(a, ga, random);
        double[][] xb = fill(b, gb, random);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment records = arena.allocate((long) n * RECORD_BYTES);
            for (int r = 0; r < n; r++) {
                records.set(INT, (long) r * RECORD_BYTES, random.nextInt(words));
                records.set(INT, (long) r * RECORD_BYTES + 4, random.nextInt(words));
                records.set(FLOAT, (long) r * RECORD_BYTES + 8, random.nextFloat() * 4);
                records.set(FLOAT, (long) r * RECORD_BYTES + 12, random.nextFloat());
            }
            double expected = steps(xa, ga, xb, gb, records, n);
            double loss = AdaGradLeastSquares.active().steps(a, b, records, 0, 20, RATE)
                    + AdaGradLeastSquares.active().steps(a, b, records, 20, n, RATE);
            assertEquals(expected, loss, 1e-4 * expected, "loss, seed " + seed);
        }
        assertClose(xa, ga, a, "a, seed " + seed);
        assertClose(xb, gb, b, "b, seed " + seed);
    }

    /** Every third accumulator is infinite: such a coordinate must stay what it was. */
    private static double[][] fill(Matrix m, double[][] accumulators, Random random) {
        int half = AdaGradLeastSquares.accumulators(m);
        double[][] values = new double[accumulators.length][accumulators[0].length];
        for (int row = 0; row < values.length; row++) {
            for (int d = 0; d < half; d++) {
                boolean used = d < values[row].length;
                float value = used ? random.nextFloat() - 0.5f : 0;
                float g = used && d % 3 != 2 ? 1 + random.nextFloat() : Float.POSITIVE_INFINITY;
                m.set(row, d, value);
                m.set(row, half + d, g);
                if (used) {
                    values[row][d] = value;
                    accumulators[row][d] = g;
                }
            }
        }
        return values;
    }

    private static void assertClose(double[][] x, double[][] g, Matrix m, String what) {
        int half = AdaGradLeastSquares.accumulators(m);
        for (int row = 0; row < x.length; row++) {
            for (int d = 0; d < half; d++) {
                if (d >= x[row].length) {
                    assertEquals(0f, m.get(row, d), "padding of " + what);
                } else {
                    assertEquals(
                            x[row][d],
                            m.get(row, d),
                            3e-5 * (1 + Math.abs(x[row][d])),
                            what + " (" + row + ", " + d + ")");
                    assertTrue(
                            g[row][d] == m.get(row, half + d) || Math.abs(m.get(row, half + d) / g[row][d] - 1) < 1e-4,
                            what + " accumulator (" + row + ", " + d + ")");
                }
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        AdaGradLeastSquares kernel = AdaGradLeastSquares.active();
        Matrix a = AdaGradLeastSquares.allocate(2, 5);
        Matrix wider = AdaGradLeastSquares.allocate(2, 50);
        Matrix plain = Matrix.allocate(2, 5);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment records = arena.allocate(RECORD_BYTES);
            assertThrows(IllegalArgumentException.class, () -> kernel.steps(a, wider, records, 0, 1, 1));
            assertThrows(IllegalArgumentException.class, () -> kernel.steps(plain, plain, records, 0, 1, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> kernel.steps(a, a, records, 0, 2, 1));
            records.set(INT, 0, 2);
            assertThrows(IndexOutOfBoundsException.class, () -> kernel.steps(a, a, records, 0, 1, 1));
        }
    }
}
