package io.firth.objective;

import static io.firth.objective.SoftmaxRows.doubles;
import static io.firth.objective.SoftmaxRows.fill;
import static io.firth.objective.SoftmaxRows.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.Prediction;
import io.firth.gradient.WindowLoss;
import io.firth.math.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
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
        for (int stride : new int[] {5, 16, -16, 24, -24}) {
            checkColumnsOfAView(Math.abs(stride), stride > 0);
        }
    }

    /** U begins at float 1 of the memory; if {@code cut}, its last row ends with its last column. */
    private static void checkColumnsOfAView(int stride, boolean cut) {
        Random random = new Random(5);
        var segment = Arena.ofAuto().allocate((30L * stride + (cut ? 5 : stride) + 1) * 4);
        segment.fill((byte) 0x3f);
        byte[] before = segment.toArray(ValueLayout.JAVA_BYTE);
        Matrix output = fill(Matrix.view(segment.asSlice(4), 31, 5, stride), random, 0.5);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 9, 1)) {
            compare("view, stride " + stride, step, output, randomBatch(random, 31, 5, 9, 0.5));
        }
        byte[] after = segment.toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < after.length; i++) {
            int column = Math.floorMod(i / 4 - 1, stride);
            if (i < 4 || column >= 5) {
                assertEquals(before[i], after[i], "stride " + stride + ", byte " + i);
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

    /** The positions in the targets need not begin at 0. */
    @Test
    void targetsMayBeginAnywhere() {
        Random random = new Random(15);
        Matrix output = random(random, 20, 4, 1);
        Matrix hidden = random(random, 2, 4, 1);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 2, 1)) {
            step.loss(
                    hidden, 2, new int[] {0, 5, 9}, new int[] {1, 2, 3, 4, 5, 6, 1, 2, 3}); // leaves its logits behind
            double expected = step.loss(hidden, 2, new int[] {0, 1, 3}, new int[] {7, 8, 9});
            assertEquals(expected, step.loss(hidden, 2, new int[] {2, 3, 5}, new int[] {99, 99, 7, 8, 9, 99}));
        }
    }
}
