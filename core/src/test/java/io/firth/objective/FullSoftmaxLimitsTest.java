package io.firth.objective;

import static io.firth.objective.SoftmaxRows.doubles;
import static io.firth.objective.SoftmaxRows.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Tag("kernel")
class FullSoftmaxLimitsTest {
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
            for (int b = 0; b < 3; b++) {
                assertArrayEquals(new float[4], gradient.row(b), "row " + b);
            }
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

    /** Nothing in the sum may take 0, or anything else, for the largest logit. */
    @Test
    void logitsThatAreAllFarBelowZero() {
        Matrix output = Matrix.allocate(300, 1);
        for (int w = 0; w < 300; w++) {
            output.set(w, 0, -100);
        }
        Matrix hidden = Matrix.allocate(1, 1);
        hidden.set(0, 0, 100);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 1, 1)) {
            assertEquals(Math.log(300), step.loss(hidden, 1, new int[] {0, 1}, new int[] {17}), 1e-3);
        }
    }

    private static List<String> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("firth-softmax-"))
                .sorted()
                .toList();
    }

    @Test
    @Timeout(60) // against hanging; nothing here is timed
    void theCallerIsOneOfTheThreadsAndTheOthersEndWithTheStep() throws InterruptedException {
        Random random = new Random(16);
        Matrix hidden = random(random, 2, 4, 1);
        assertEquals(List.of(), helpers());
        for (int threads = 1; threads <= 3; threads++) {
            try (FullSoftmaxStep step = new FullSoftmaxStep(random(random, 900, 4, 1), 2, threads)) {
                step.loss(hidden, 2, new int[] {0, 1, 2}, new int[] {7, 8});
                assertEquals(
                        List.of("firth-softmax-0", "firth-softmax-1").subList(0, threads - 1),
                        helpers(),
                        threads + " threads");
            }
            while (!helpers().isEmpty()) {
                Thread.sleep(1);
            }
        }
        try (FullSoftmaxStep step = new FullSoftmaxStep(random(random, 90, 4, 1), 2, 3)) {
            step.loss(hidden, 2, new int[] {0, 1, 2}, new int[] {7, 8});
            assertEquals(List.of(), helpers(), "one block: no one to share it with");
        }
    }

    /** The benchmarks' standard shape: logits, parts of ∂J/∂H, Hᵀ, −ηH, and two floats per block and example. */
    @Test
    void scratchBytes() {
        long logits = 101_425L * 64 * 4;
        long parts = 64L * 64 * 304 * 4; // 793 blocks of 128 rows in 61 chunks of 13, and room for 64
        long hidden = 300 * 64 * 4 + 64 * 304 * 4;
        long blocks = 2 * 793 * 64 * 4;
        assertEquals(logits + parts + hidden + blocks, FullSoftmaxStep.scratchBytes(101_425, 300, 64));
    }

    private static void assertMessage(String expected, Class<? extends Exception> type, Executable call) {
        assertEquals(expected, assertThrows(type, call).getMessage());
    }

    @Test
    @SuppressWarnings("restricted") // eight gigabytes of which no byte is touched
    void moreRowsThanAnIntCounts() {
        MemorySegment large = MemorySegment.ofAddress(64).reinterpret(Float.BYTES * (1L << 31));
        assertMessage(
                "the softmax needs 1…2³¹ − 1 output rows, not 2147483648",
                IllegalArgumentException.class,
                () -> new FullSoftmaxStep(Matrix.view(large, 1L << 31, 1, 1), 2, 1));
    }

    @Test
    void badInput() {
        Class<IllegalArgumentException> argument = IllegalArgumentException.class;
        Class<IndexOutOfBoundsException> index = IndexOutOfBoundsException.class;
        Matrix output = Matrix.allocate(3, 4);
        Matrix hidden = Matrix.allocate(2, 4);
        int[] start = {0, 1, 2};
        assertMessage(
                "the softmax needs 1…2³¹ − 1 output rows, not 0",
                argument,
                () -> new FullSoftmaxStep(Matrix.allocate(0, 4), 2, 1));
        assertMessage("the batch must be at least 1, but is 0", argument, () -> new FullSoftmaxStep(output, 0, 1));
        assertMessage("threads must be at least 1, but is 0", argument, () -> new FullSoftmaxStep(output, 2, 0));
        new FullSoftmaxStep(Matrix.allocate(1, 4), 1, 1).close();
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, 4, 1)) {
            assertMessage(
                    "the batch must be in 0…4, but is 5", argument, () -> step.loss(hidden, 5, start, new int[3]));
            assertMessage(
                    "the batch must be in 0…4, but is -1", argument, () -> step.loss(hidden, -1, start, new int[3]));
            assertMessage(
                    "hidden must be at least 2 × 4, but is 2 × 5",
                    argument,
                    () -> step.loss(Matrix.allocate(2, 5), 2, start, new int[2]));
            assertMessage(
                    "hidden must be at least 3 × 4, but is 2 × 4",
                    argument,
                    () -> step.loss(hidden, 3, new int[4], new int[0]));
            assertMessage(
                    "gradient must be at least 2 × 4, but is 1 × 4",
                    argument,
                    () -> step.step(hidden, 2, start, new int[2], 1, Matrix.allocate(1, 4)));
            assertMessage(
                    "start must hold 3 positions in the 1 targets",
                    argument,
                    () -> step.loss(hidden, 2, start, new int[1]));
            assertMessage(
                    "start must hold 3 positions in the 2 targets",
                    argument,
                    () -> step.loss(hidden, 2, new int[] {0, 1}, new int[2]));
            assertMessage(
                    "start must hold 3 positions in the 2 targets",
                    argument,
                    () -> step.loss(hidden, 2, new int[] {-1, 1, 2}, new int[2]));
            assertMessage(
                    "start must ascend, but start[2] is 1 after 2",
                    argument,
                    () -> step.loss(hidden, 2, new int[] {0, 2, 1}, new int[2]));
            assertMessage(
                    "start must ascend, but start[1] is 0 after 1",
                    argument,
                    () -> step.loss(hidden, 2, new int[] {1, 0, 2}, new int[2]));
            assertMessage("target 3 is not in 0…2", index, () -> step.loss(hidden, 2, start, new int[] {0, 3}));
            assertMessage("target -1 is not in 0…2", index, () -> step.loss(hidden, 2, start, new int[] {-1, 0}));
            assertMessage(
                    "the learning rate must be finite, but is NaN",
                    argument,
                    () -> step.step(hidden, 2, start, new int[2], Float.NaN, hidden));
        }
    }
}
