package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Kernel;
import io.firth.math.LogisticBlock;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseOutputsTest {
    private static final long[] COUNTS = {1000, 300, 300, 40, 9, 1};
    private static final int K = 7;

    /**
     * What an example adds, seen from outside: with v = 1, U = 0 and η = 2 a step adds η(label − ½) = ±1 to a row, once
     * for each time that it was added.
     *
     * @return by word id: +1 for the target, −1 for each draw
     */
    private static int[] added(NoiseOutputs layer, int target, long key, long example) {
        Matrix input = Matrix.allocate(1, 1);
        input.set(0, 0, 1);
        Matrix output = Matrix.allocate(COUNTS.length, 1);
        LogisticBlock block = new LogisticBlock(1, layer.maxOutputs(), 1);
        layer.addOutputs(block, RowView.of(output), target, key, example);
        assertEquals(layer.maxOutputs(), block.outputCount());
        block.addInput(RowView.of(input), 0);
        Kernel.active().step(block, 2);
        int[] added = new int[COUNTS.length];
        for (int w = 0; w < added.length; w++) {
            added[w] = Math.round(output.get(w, 0));
            assertEquals(added[w], output.get(w, 0), 1e-5f);
        }
        return added;
    }

    private static NoiseOutputs layer(double exponent) {
        return new NoiseOutputs(new NegativeSampling(K, exponent, true), COUNTS);
    }

    @Test
    void oneTargetAndKDraws() {
        for (int target = 0; target < COUNTS.length; target++) {
            int[] added = added(layer(0.75), target, 3, 10 + target);
            assertEquals(1 - K, Arrays.stream(added).sum());
            int[] other = added(layer(0.75), (target + 1) % COUNTS.length, 3, 10 + target);
            // the same draws, so that only the label 1 has moved
            added[target]--;
            other[(target + 1) % COUNTS.length]--;
            assertArrayEquals(added, other);
            assertTrue(Arrays.stream(added).allMatch(n -> n <= 0), Arrays.toString(added));
        }
    }

    @Test
    void drawsFollowCountToTheAlpha() {
        for (double exponent : new double[] {0, 0.5, 0.75, 1}) {
            NoiseOutputs layer = layer(exponent);
            int examples = 4000; // each with a pool of its own
            long[] drawn = new long[COUNTS.length];
            for (int example = 0; example < examples; example++) {
                int[] added = added(layer, 0, 20, example * 128L);
                added[0]--;
                for (int w = 0; w < drawn.length; w++) {
                    drawn[w] -= added[w];
                }
            }
            double total = Arrays.stream(COUNTS)
                    .mapToDouble(c -> Math.pow(c, exponent))
                    .sum();
            double n = (double) examples * K;
            for (int w = 0; w < drawn.length; w++) {
                double p = Math.pow(COUNTS[w], exponent) / total;
                double bound = 5 * Math.sqrt(n * p * (1 - p)) + 1;
                assertEquals(n * p, drawn[w], bound, "exponent " + exponent + ", word " + w);
            }
        }
    }

    @Test
    void theSameNumberGivesTheSameDraws() {
        NoiseOutputs layer = layer(0.75);
        int same = 0;
        for (int example = 0; example < 200; example++) {
            int[] first = added(layer, 1, 5, example);
            assertArrayEquals(first, added(layer(0.75), 1, 5, example));
            same += Arrays.equals(first, added(layer, 1, 5, example + 1)) ? 1 : 0;
            same += Arrays.equals(first, added(layer, 1, 6, example)) ? 1 : 0;
        }
        assertTrue(same < 100, "of 400 neighbouring numbers and keys " + same + " draw the same");
    }

    /** Decision 0003: a draw that is the target stays, so the target's own frequency among the draws is not lowered. */
    @Test
    void theTargetMayBeDrawn() {
        NoiseOutputs layer = layer(1);
        long drawn = 0;
        for (int example = 0; example < 2000; example++) {
            drawn += 1 - added(layer, 0, 8, example * 128L)[0];
        }
        double p = 1000.0 / Arrays.stream(COUNTS).sum();
        double n = 2000.0 * K;
        assertEquals(n * p, drawn, 5 * Math.sqrt(n * p * (1 - p)));
    }

    @Test
    void sharingIsTheObjectivesChoice() {
        assertFalse(layer(0.75).perInput());
        assertEquals(0, layer(0.75).firstHot(6, 2), "frequent words have low ids");
        assertTrue(new NoiseOutputs(new NegativeSampling(K, 0.75, false), COUNTS).perInput());
    }

    @Test
    void ofAPart() {
        NoiseOutputs layer = layer(1);
        double[] part = new double[3];
        layer.weightsOfPart(new int[] {1, 3, 4}, 1, part); // of the groups {0, 1}, {2, 3}, {4, 5}
        assertArrayEquals(new double[] {300, 40, 9}, part);
        layer.weightsOfPart(new int[] {1, 3, 2}, 1, part); // a cut group whose row is one of the group before
        assertArrayEquals(new double[] {300, 40, 0}, part);
        assertEquals(Arrays.stream(COUNTS).sum(), layer.totalWeight());
    }
}
