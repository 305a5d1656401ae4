package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.Prediction;
import io.firth.gradient.WindowLoss;
import io.firth.math.Matrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class FullSoftmaxStepTest {
    private static final float LEARNING_RATE = 0.125f;

    /** A batch of examples with its targets in both shapes. */
    private record Batch(Matrix hidden, int[][] targets, int[] start, int[] flat) {
        static Batch of(Matrix hidden, int[][] targets) {
            int[] start = new int[targets.length + 1];
            for (int b = 0; b < targets.length; b++) {
                start[b + 1] = start[b] + targets[b].length;
            }
            int[] flat = Arrays.stream(targets).flatMapToInt(Arrays::stream).toArray();
            return new Batch(hidden, targets, start, flat);
        }

        int size() {
            return targets.length;
        }
    }

    private static Matrix random(Random random, int rows, int dim, double scale) {
        return fill(Matrix.allocate(rows, dim), random, scale);
    }

    private static Matrix fill(Matrix x, Random random, double scale) {
        for (int i = 0; i < x.rows(); i++) {
            for (int d = 0; d < x.dim(); d++) {
                x.set(i, d, (float) (random.nextGaussian() * scale));
            }
        }
        return x;
    }

    /** Rows with 0…5 targets, often repeated. */
    private static Batch randomBatch(Random random, int vocabularySize, int dim, int batch, double scale) {
        int[][] targets = new int[batch][];
        for (int b = 0; b < batch; b++) {
            int bound = random.nextBoolean() ? vocabularySize : Math.min(2, vocabularySize);
            targets[b] = random.ints(random.nextInt(6), 0, bound).toArray();
        }
        return Batch.of(random(random, batch, dim, scale), targets);
    }

    @Test
    void agreesWithTheReferenceAtOddShapes() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int vocabularySize = 1 + random.nextInt(seed % 4 == 0 ? 700 : 60);
            int dim = 1 + random.nextInt(130);
            int maxBatch = 1 + random.nextInt(70);
            Matrix output = random(random, vocabularySize, dim, 0.3);
            try (FullSoftmaxStep step = new FullSoftmaxStep(output, maxBatch, 2)) {
                // a full batch, then smaller ones whose scratch space holds what the full one left
                compare("seed " + seed, step, output, randomBatch(random, vocabularySize, dim, maxBatch, 0.5));
                int less = random.nextInt(maxBatch + 1);
                compare("seed " + seed + ", less", step, output, randomBatch(random, vocabularySize, dim, less, 0.5));
            }
        }
    }

    @Test
    void anOutputWithoutPaddingIsUpdatedInItsColumnsOnly() {
        Random random = new Random(5);
        var segment = Arena.ofAuto().allocate((30 * 16 + 5 + 1) * 4);
        segment.fill((byte) 0x3f);
        byte[] before = segment.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        Matrix output = fill(Matrix.view(segment.asSlice(4), 31, 5, 16), random, 0.5);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 9, 1)) {
            compare("view", step, output, randomBatch(random, 31, 5, 9, 0.5));
        }
        byte[] after = segment.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        for (int i = 0; i < after.length; i++) {
            int column = Math.floorMod(i / 4 - 1, 16);
            if (column >= 5) {
                assertEquals(before[i], after[i], "byte " + i);
            }
        }
    }

    /** Rows beyond one block and blocks beyond one chunk. */
    @Test
    void agreesWithTheReferenceWithManyBlocks() {
        Random random = new Random(7);
        Matrix output = random(random, 8_500, 10, 0.3);
        Batch batch = randomBatch(random, 8_500, 10, 19, 0.5);
        batch.flat()[0] = 8_499;
        batch = Batch.of(batch.hidden(), split(batch));
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 19, 2)) {
            compare("many blocks", step, output, batch);
        }
    }

    private static int[][] split(Batch batch) {
        int[][] targets = new int[batch.size()][];
        for (int b = 0; b < targets.length; b++) {
            targets[b] = Arrays.copyOfRange(batch.flat(), batch.start()[b], batch.start()[b + 1]);
        }
        return targets;
    }

    private static void compare(String name, FullSoftmaxStep step, Matrix output, Batch batch) {
        int dim = output.dim();
        List<Prediction> predictions = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            predictions.add(new Prediction(b, new FullSoftmaxLoss(batch.targets()[b])));
        }
        ParameterLayout layout = new ParameterLayout((int) batch.hidden().rows(), (int) output.rows(), dim);
        WindowLoss reference = new WindowLoss(layout, predictions);
        double[] x =
                DoubleStream.concat(doubles(batch.hidden()), doubles(output)).toArray();
        double[] expected = new double[x.length];
        reference.gradient(x, expected);
        double expectedLoss = reference.value(x);

        double lossTolerance = 1e-5 * (1 + expectedLoss);
        assertEquals(expectedLoss, step.loss(batch.hidden(), batch.size(), batch.start(), batch.flat()), lossTolerance);
        Matrix gradient = Matrix.allocate(batch.hidden().rows(), dim);
        double loss = step.step(batch.hidden(), batch.size(), batch.start(), batch.flat(), LEARNING_RATE, gradient);
        assertEquals(expectedLoss, loss, lossTolerance, name);
        for (int b = 0; b < batch.size(); b++) {
            for (int d = 0; d < dim; d++) {
                assertEquals(expected[layout.input(b) + d], gradient.get(b, d), 2e-5, name + ", row " + b + ", " + d);
            }
        }
        for (int w = 0; w < output.rows(); w++) {
            for (int d = 0; d < dim; d++) {
                int i = layout.output(w) + d;
                assertEquals(x[i] - LEARNING_RATE * expected[i], output.get(w, d), 5e-6, name + ", u " + w + ", " + d);
            }
        }
    }

    private static DoubleStream doubles(Matrix m) {
        return IntStream.range(0, (int) m.rows() * m.dim()).mapToDouble(i -> m.get(i / m.dim(), i % m.dim()));
    }

    /** Small enough to check by hand: two words, both with logit 0, so ŷ = ½ each. */
    @Test
    void twoWordsByHand() {
        Matrix output = Matrix.allocate(2, 2);
        output.setRow(0, new float[] {0, 3});
        output.setRow(1, new float[] {0, -1});
        Matrix hidden = Matrix.allocate(1, 2);
        hidden.setRow(0, new float[] {2, 0});
        Matrix gradient = Matrix.allocate(1, 2);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 1, 1)) {
            double loss = step.step(hidden, 1, new int[] {0, 1}, new int[] {0}, 0.5f, gradient);
            assertEquals(Math.log(2), loss, 1e-6);
        }
        // G = (−½, ½): ∂J/∂h = −½·u₀ + ½·u₁, u ← u − ½·G·h
        assertArrayEquals(new float[] {0, -2}, gradient.row(0), 1e-6f);
        assertArrayEquals(new float[] {0.5f, 3}, output.row(0), 1e-6f);
        assertArrayEquals(new float[] {-0.5f, -1}, output.row(1), 1e-6f);
    }

    @Test
    void aRowWithoutTargetsCostsNothingAndMovesNothing() {
        Random random = new Random(8);
        Matrix output = random(random, 40, 7, 1);
        double[] before = doubles(output).toArray();
        Matrix hidden = random(random, 2, 7, 1);
        Matrix gradient = random(random, 2, 7, 1);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 2, 1)) {
            assertEquals(0.0, step.step(hidden, 2, new int[] {0, 0, 0}, new int[0], 1, gradient));
        }
        assertArrayEquals(before, doubles(output).toArray());
        assertArrayEquals(new float[7], gradient.row(0), 0f);
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        float[][] expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            Random random = new Random(9);
            Matrix output = random(random, 9_000, 21, 0.5);
            float[][] seen = new float[9_000 + 3 * 17 + 3][];
            try (FullSoftmaxStep step = new FullSoftmaxStep(output, 17, threads)) {
                for (int round = 0; round < 3; round++) {
                    Batch batch = randomBatch(random, 9_000, 21, 17, 0.5);
                    Matrix gradient = Matrix.allocate(17, 21);
                    double loss = step.step(batch.hidden(), 17, batch.start(), batch.flat(), 0.1f, gradient);
                    long bits = Double.doubleToLongBits(loss);
                    seen[9_000 + round] =
                            new float[] {Float.intBitsToFloat((int) bits), Float.intBitsToFloat((int) (bits >>> 32))};
                    for (int b = 0; b < 17; b++) {
                        seen[9_003 + round * 17 + b] = gradient.row(b);
                    }
                }
            }
            for (int w = 0; w < 9_000; w++) {
                seen[w] = output.row(w);
            }
            expected = expected == null ? seen : expected;
            assertTrue(Arrays.deepEquals(expected, seen), threads + " threads differ from one");
        }
    }

    @Test
    void logitsOfTenThousandAreSafe() {
        Matrix output = Matrix.allocate(300, 1);
        output.set(3, 0, 100);
        output.set(7, 0, -100);
        output.set(299, 0, 99);
        Matrix hidden = Matrix.allocate(2, 1);
        hidden.set(0, 0, 100);
        hidden.set(1, 0, -100);
        Matrix gradient = Matrix.allocate(2, 1);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 2, 1)) {
            // row 0: word 3 has logit 10⁴ and all the probability, word 7 −10⁴; row 1 the other way round
            double loss = step.step(hidden, 2, new int[] {0, 1, 3}, new int[] {3, 3, 7}, 0.01f, gradient);
            assertEquals(2e4, loss, 1e-2);
        }
        // row 1: G = 2·ŷ − y₃ − y₇ = (+1 at 7, −1 at 3), ∂J/∂h = u₇ − u₃
        assertEquals(0f, gradient.get(0, 0), 1e-3f);
        assertEquals(-200f, gradient.get(1, 0), 1e-2f);
        assertEquals(100f - 0.01f * 100, output.get(3, 0), 1e-4f);
        assertEquals(-100f + 0.01f * 100, output.get(7, 0), 1e-4f);
        assertEquals(99f, output.get(299, 0));
    }

    @Test
    void aLossThatIsNotFiniteIsReturnedAndUpdatesNothing() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f}) {
            Random random = new Random(10);
            Matrix output = random(random, 500, 4, 1);
            double[] before = doubles(output).toArray();
            Matrix hidden = random(random, 3, 4, 1);
            hidden.setRow(1, new float[] {bad, bad, bad, bad});
            Matrix gradient = random(random, 3, 4, 1);
            try (FullSoftmaxStep step = new FullSoftmaxStep(output, 3, 2)) {
                double loss = step.step(hidden, 3, new int[] {0, 1, 2, 3}, new int[] {5, 6, 7}, 1, gradient);
                assertFalse(Double.isFinite(loss), "hidden " + bad + " gave the loss " + loss);
            }
            assertArrayEquals(before, doubles(output).toArray());
            assertArrayEquals(new float[4], gradient.row(2));
        }
    }

    @Test
    void aNotANumberInTheOutputReachesTheLoss() {
        Matrix output = random(new Random(12), 500, 4, 1);
        output.set(451, 2, Float.NaN);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 1, 1)) {
            Matrix hidden = random(new Random(13), 1, 4, 1);
            assertTrue(Double.isNaN(step.loss(hidden, 1, new int[] {0, 1}, new int[] {5})));
        }
    }

    @Test
    void repeatedStepsLearnTheTargets() {
        Random random = new Random(14);
        Matrix output = random(random, 200, 12, 0.1);
        Batch batch = Batch.of(random(random, 5, 12, 1), new int[][] {{1}, {50}, {100}, {150}, {199}});
        Matrix gradient = Matrix.allocate(5, 12);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 5, 1)) {
            double loss = step.loss(batch.hidden(), 5, batch.start(), batch.flat());
            assertEquals(5 * Math.log(200), loss, 5);
            for (int i = 0; i < 100; i++) {
                step.step(batch.hidden(), 5, batch.start(), batch.flat(), 0.2f, gradient);
            }
            assertTrue(step.loss(batch.hidden(), 5, batch.start(), batch.flat()) < 0.05 * loss);
        }
    }

    @Test
    void badInput() {
        Matrix output = Matrix.allocate(3, 4);
        Matrix hidden = Matrix.allocate(2, 4);
        int[] start = {0, 1, 2};
        assertThrows(IllegalArgumentException.class, () -> new FullSoftmaxStep(Matrix.allocate(0, 4), 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new FullSoftmaxStep(output, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new FullSoftmaxStep(output, 2, 0));
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 2, 1)) {
            assertThrows(IllegalArgumentException.class, () -> step.loss(hidden, 3, start, new int[3]));
            assertThrows(IllegalArgumentException.class, () -> step.loss(Matrix.allocate(2, 5), 2, start, new int[2]));
            assertThrows(IllegalArgumentException.class, () -> step.loss(hidden, 2, start, new int[1]));
            assertThrows(IllegalArgumentException.class, () -> step.loss(hidden, 2, new int[] {0, 2, 1}, new int[2]));
            assertThrows(IndexOutOfBoundsException.class, () -> step.loss(hidden, 2, start, new int[] {0, 3}));
            assertThrows(
                    IllegalArgumentException.class, () -> step.step(hidden, 2, start, new int[2], Float.NaN, hidden));
        }
    }
}
