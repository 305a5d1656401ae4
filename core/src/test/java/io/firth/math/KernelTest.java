package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.firth.gradient.HierarchicalSoftmaxLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.WindowLoss;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kernels against the reference, and against each other. */
@Tag("kernel")
class KernelTest {
    static Stream<Kernel> kernels() {
        return Stream.of(Kernel.active(), Kernel.scalar());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void dotsAtEveryLength(Kernel kernel) {
        Random random = new Random(1);
        for (int dim = 1; dim <= 130; dim++) {
            Matrix a = random(3, dim, random, 1);
            Matrix b = random(5, dim, random, 1);
            float[] scores = new float[3];
            kernel.dots(a.row(2), b, 1, 3, scores);
            for (int r = 1; r <= 3; r++) {
                double expected = dot(a.row(2), b.row(r));
                assertEquals(expected, kernel.dot(a, 2, b, r), 1e-6 * dim, "dim " + dim);
                assertEquals(expected, scores[r - 1], 1e-6 * dim, "dim " + dim);
            }
        }
    }

    /** Every number of inputs and outputs up to several panels, each also with rows that repeat, at changing lengths. */
    @ParameterizedTest
    @MethodSource("kernels")
    void stepIsOneStepOfGradientDescentForEveryShape(Kernel kernel) {
        for (int n = 1; n <= 12; n++) {
            for (int m = 1; m <= 27; m++) {
                int dim = 1 + (7 * n + 13 * m) % 70;
                long seed = 1000L * n + m;
                checkStep(kernel, dim, distinct(n, 40), distinct(m, 40), seed, 1f);
                Random random = new Random(seed);
                // few rows, so that most of them occur several times, with label 1 and with label 0
                int few = 1 + random.nextInt(4);
                int[] inputs = random.ints(n, 0, few).toArray();
                int[] outputs = random.ints(m, 0, few).toArray();
                checkStep(kernel, 1 + random.nextInt(70), inputs, outputs, seed, 1f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void stepAtEveryLength(Kernel kernel) {
        for (int dim = 1; dim <= 130; dim++) {
            checkStep(kernel, dim, distinct(1, 40), distinct(2, 40), dim, 1f); // one pair and its noise
            checkStep(kernel, dim, distinct(7, 40), distinct(6, 40), dim, 1f); // one panel
            checkStep(kernel, dim, new int[] {1, 2, 1}, new int[] {3, 4, 4, 5, 3, 6, 7}, dim, 1f);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void survivesLargeLogits(Kernel kernel) {
        checkStep(kernel, 33, distinct(7, 40), distinct(6, 40), 5, 40f);
    }

    /** The last link by itself: both kernels take many steps from the same vectors and stay together. */
    @Test
    void theActiveKernelIsTheScalarOne() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int dim = 1 + random.nextInt(130);
            Matrix[] v = twice(random(9, dim, random, 1));
            Matrix[] u = twice(random(9, dim, random, 1));
            double[] loss = new double[2];
            LogisticBlock block = new LogisticBlock(10, 20, dim);
            for (int step = 0; step < 50; step++) {
                long shape = random.nextLong();
                for (int k = 0; k < 2; k++) {
                    fill(block, v[k], u[k], new Random(shape));
                    (k == 0 ? Kernel.active() : Kernel.scalar()).step(block, 0.05f);
                    loss[k] += block.takeLoss();
                }
            }
            String replay = "seed " + seed + ", dim " + dim;
            assertEquals(loss[1], loss[0], 1e-5 * loss[1], replay);
            for (int r = 0; r < 9; r++) {
                assertArrayEquals(v[1].row(r), v[0].row(r), 2e-5f, replay);
                assertArrayEquals(u[1].row(r), u[0].row(r), 2e-5f, replay);
            }
        }
    }

    /** One to ten inputs and one to twenty outputs out of nine rows, with random labels. */
    private static void fill(LogisticBlock block, Matrix v, Matrix u, Random random) {
        block.clear();
        for (int i = random.nextInt(10); i >= 0; i--) {
            block.addInput(RowView.of(v), random.nextInt(9));
        }
        for (int o = random.nextInt(20); o >= 0; o--) {
            block.addOutput(RowView.of(u), random.nextInt(9), random.nextBoolean());
        }
    }

    private static Matrix[] twice(Matrix m) {
        Matrix copy = Matrix.allocate(m.rows(), m.dim());
        for (int r = 0; r < m.rows(); r++) {
            copy.setRow(r, m.row(r));
        }
        return new Matrix[] {m, copy};
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void lossOfManyPairsDoesNotOverflow(Kernel kernel) {
        // untouched output rows are zero: each pair costs exactly ln 2
        Matrix input = random(300, 20, new Random(3), 1);
        Matrix output = Matrix.allocate(300, 20);
        LogisticBlock block = new LogisticBlock(300, 300, 20);
        for (int r = 0; r < 300; r++) {
            block.addInput(RowView.of(input), r);
            block.addOutput(RowView.of(output), r, r % 2 == 0);
        }
        for (int step = 0; step < 3; step++) {
            kernel.loss(block);
        }
        assertEquals(3 * 300 * 300 * Math.log(2), block.takeLoss(), 1e-2);
        assertEquals(0, block.takeLoss(), "taken");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nanReachesTheLoss(Kernel kernel) {
        Matrix input = random(2, 8, new Random(3), 1);
        input.set(1, 3, Float.NaN);
        Matrix output = random(2, 8, new Random(4), 1);
        LogisticBlock block = new LogisticBlock(2, 2, 8);
        block.addInput(RowView.of(input), 0);
        block.addInput(RowView.of(input), 1);
        block.addOutput(RowView.of(output), 0, true);
        block.addOutput(RowView.of(output), 1, false);
        kernel.step(block, 0.1f);
        assertTrue(Double.isNaN(block.takeLoss()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void changesGoToAnotherRowIfAsked(Kernel kernel) {
        Random random = new Random(8);
        Matrix hidden = random(2, 21, random, 1);
        hidden.clearRow(1);
        float[] h = hidden.row(0);
        Matrix output = random(9, 21, random, 1);
        LogisticBlock block = new LogisticBlock(1, 9, 21);
        block.addInput(hidden, 0, hidden, 1);
        double[] change = new double[21];
        for (int o = 0; o < 9; o++) {
            block.addOutput(RowView.of(output), o, o == 0);
            double g = 0.5 * ((o == 0 ? 1 : 0) - sigmoid(dot(h, output.row(o))));
            for (int d = 0; d < 21; d++) {
                change[d] += g * output.get(o, d);
            }
        }
        kernel.step(block, 0.5f);
        for (int d = 0; d < 21; d++) {
            assertEquals(h[d], hidden.get(0, d), "the value itself stays");
            assertEquals(change[d], hidden.get(1, d), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void meanAndItsReturn(Kernel kernel) {
        Random random = new Random(9);
        for (int dim : new int[] {1, 15, 16, 17, 100}) {
            Matrix rows = random(6, dim, random, 1);
            float[][] before = rows(rows);
            Matrix hidden = Matrix.allocate(2, dim);
            int[] chosen = {4, 1, 4, 99};
            kernel.mean(RowView.of(rows), chosen, 3, hidden, 1);
            kernel.addToEach(RowView.of(rows), chosen, 3, 0.25f, hidden, 1);
            for (int d = 0; d < dim; d++) {
                double mean = (2.0 * before[4][d] + before[1][d]) / 3;
                assertEquals(mean, hidden.get(1, d), 1e-6);
                assertEquals(before[4][d] + 0.5 * mean, rows.get(4, d), 1e-6, "twice in the list");
                assertEquals(before[1][d] + 0.25 * mean, rows.get(1, d), 1e-6);
                assertEquals(before[0][d], rows.get(0, d));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exchangeAddsBothChanges(Kernel kernel) {
        Random random = new Random(10);
        Matrix shared = random(5, 37, random, 1);
        float[][] start = rows(shared);
        Matrix own = Matrix.allocate(3, 37);
        Matrix before = Matrix.allocate(3, 37);
        for (int r = 0; r < 3; r++) {
            own.setRow(r, start[2 + r]);
            before.setRow(r, start[2 + r]);
            own.set(r, 36, own.get(r, 36) + 1); // this thread's change
            shared.set(2 + r, 36, shared.get(2 + r, 36) + 10); // another's
        }
        kernel.exchange(shared, 2, own, before);
        for (int r = 0; r < 3; r++) {
            assertEquals(start[2 + r][36] + 11, shared.get(2 + r, 36), 1e-5);
            assertEquals(start[2 + r][0], shared.get(2 + r, 0), 1e-6);
            assertArrayEquals(shared.row(2 + r), own.row(r));
            assertArrayEquals(shared.row(2 + r), before.row(r));
        }
        assertArrayEquals(start[0], shared.row(0), "not among them");
    }

    @Test
    void aViewWithRowsOfItsOwnTradesThemOnly() {
        Matrix shared = random(6, 20, new Random(11), 1);
        RowView view = RowView.withOwn(shared, 1, 2);
        float[] one = shared.row(1);
        LogisticBlock block = new LogisticBlock(1, 1, 20);
        block.addInput(view, 1);
        block.addOutput(view, 4, true);
        Kernel.active().step(block, 0.5f);
        assertArrayEquals(one, shared.row(1), "the change is in the copy");
        float[] four = shared.row(4);
        view.exchange();
        assertFalse(Arrays.equals(one, shared.row(1)), "and now in the matrix");
        assertArrayEquals(four, shared.row(4), "a row without a copy was changed at once");
    }

    @Test
    void forcedWidthIsTheOneInUse() {
        int bits = Integer.getInteger("firth.vector.bits", 0);
        if (bits != 0) {
            assertEquals("SIMD, " + bits + "-bit vectors", Kernel.active().describe());
        } else if ("scalar".equals(System.getProperty("firth.kernel"))) {
            assertEquals("scalar", Kernel.active().describe());
        } else {
            assertTrue(
                    Kernel.active().describe().startsWith("SIMD"),
                    Kernel.active().describe());
        }
    }

    /** One step against the reference: labels as random as those of a path through a tree, so that any may be 1. */
    private static void checkStep(Kernel kernel, int dim, int[] inputs, int[] outputs, long seed, float scale) {
        String replay = "seed " + seed + ", dim " + dim + ", inputs " + Arrays.toString(inputs) + ", outputs "
                + Arrays.toString(outputs);
        Random random = new Random(seed);
        Matrix v = random(40, dim, random, scale);
        Matrix u = random(40, dim, random, scale);
        int[] bits = random.ints(outputs.length, 0, 2).toArray();
        WindowLoss reference = WindowLoss.skipGram(
                new ParameterLayout(40, 40, dim), inputs, i -> new HierarchicalSoftmaxLoss(outputs, bits));
        double[] x = DoubleStream.concat(doubles(v), doubles(u)).toArray();
        double[] gradient = new double[x.length];
        reference.gradient(x, gradient);
        double loss = reference.value(x);

        LogisticBlock block = new LogisticBlock(inputs.length, outputs.length, dim);
        for (int i : inputs) {
            block.addInput(RowView.of(v), i);
        }
        for (int o = 0; o < outputs.length; o++) {
            block.addOutput(RowView.of(u), outputs[o], bits[o] == 0);
        }
        float rate = 0.3f;
        kernel.step(block, rate);
        assertEquals(loss, block.takeLoss(), 1e-5 * Math.max(1, loss), replay);
        double tolerance = 3e-6 * scale * scale * dim * (inputs.length + outputs.length);
        double[] moved = DoubleStream.concat(doubles(v), doubles(u)).toArray();
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i] - rate * gradient[i] - moved[i]) <= tolerance)) {
                fail(reference.layout().name(i) + " is " + moved[i] + ", not " + (x[i] - rate * gradient[i]) + ", "
                        + replay);
            }
        }
        for (int r = 0; r < 40; r++) {
            for (int d = dim; d < v.stride(); d++) {
                long offset = v.offset(r) + 4L * d;
                assertEquals(0f, v.segment().get(Matrix.FLOAT, offset), "padding stays zero, " + replay);
                assertEquals(0f, u.segment().get(Matrix.FLOAT, offset), "padding stays zero, " + replay);
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(d -> (double) a[d] * b[d])
                .sum();
    }

    private static int[] distinct(int n, int bound) {
        return IntStream.range(0, n).map(i -> (7 * i + 3) % bound).toArray();
    }

    private static Matrix random(int rows, int dim, Random random, float scale) {
        Matrix m = Matrix.allocate(rows, dim);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < dim; d++) {
                m.set(r, d, (float) random.nextGaussian() * scale / (float) Math.sqrt(dim));
            }
        }
        return m;
    }

    private static float[][] rows(Matrix m) {
        return IntStream.range(0, (int) m.rows()).mapToObj(m::row).toArray(float[][]::new);
    }

    private static DoubleStream doubles(Matrix m) {
        return Arrays.stream(rows(m))
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(d -> row[d]));
    }
}
