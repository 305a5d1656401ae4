package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Names, rows of U, and ranges of the options. */
class ObjectiveTest {
    @Test
    void negativeSamplingHasARowForEveryWord() {
        NegativeSampling sampling = new NegativeSampling(1000, 1, true);
        assertEquals("negative-sampling", sampling.name());
        assertEquals(7, sampling.outputRows(7));
        assertEquals(0, new NegativeSampling(1, 0, false).noiseExponent());
        for (int negatives : new int[] {-1, 0, 1001}) {
            assertThrows(IllegalArgumentException.class, () -> new NegativeSampling(negatives, 0.75, true));
        }
        for (double exponent : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new NegativeSampling(5, exponent, true));
        }
    }

    @Test
    void hierarchicalSoftmaxHasARowForEveryInnerNode() {
        assertEquals("hierarchical-softmax", new HierarchicalSoftmax().name());
        assertEquals(6, new HierarchicalSoftmax().outputRows(7));
        assertEquals(1, new HierarchicalSoftmax().outputRows(1), "a matrix has at least one row");
    }

    @Test
    void fullSoftmaxHasARowForEveryWord() {
        FullSoftmax softmax = new FullSoftmax(65_536);
        assertEquals("full-softmax", softmax.name());
        assertEquals(7, softmax.outputRows(7));
        assertEquals(1, new FullSoftmax(1).batch());
        for (int batch : new int[] {-1, 0, 65_537}) {
            assertThrows(IllegalArgumentException.class, () -> new FullSoftmax(batch));
        }
    }
}
