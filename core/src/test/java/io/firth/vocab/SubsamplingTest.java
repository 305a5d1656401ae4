package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubsamplingTest {
    @Test
    void keepIsTheSumOfTheRootAndTheRatio() {
        // f = 0.06, t = 0.001: t/f = 1/60, so keep = √(1/60) + 1/60.
        assertEquals(0.129099444873580 + 0.016666666666667, Subsampling.keepProbability(60, 1000, 1e-3), 1e-12);
        // keep reaches 1 where √x + x = 1 for x = t/f: x = ((√5 − 1)/2)² = 0.381966…
        assertTrue(Subsampling.keepProbability(2619, 1e6, 1e-3) < 1);
        assertEquals(1, Subsampling.keepProbability(2617, 1e6, 1e-3));
        assertEquals(1, Subsampling.keepProbability(1, 1, 0));
        assertEquals(1, Subsampling.keepProbability(0, 10, 1e-3));
        // f/t is beyond the largest double
        assertEquals(2e-162, Subsampling.keepProbability(1, 1, 4e-324), 1e-162);
    }

    @Test
    void thresholdsAre32BitFractions() {
        long[] counts = {600_000, 300_000, 90_000, 9_999, 1, 0};
        Vocabulary vocabulary = Vocabulary.of(Collections.nCopies(6, new byte[1]), counts);
        Subsampling subsampling = new Subsampling(vocabulary, 1e-3);
        double expected = 0;
        for (int id = 0; id < counts.length; id++) {
            double keep = Subsampling.keepProbability(counts[id], 1e6, 1e-3);
            int threshold = subsampling.thresholds()[id];
            assertEquals(keep, (Integer.toUnsignedLong(threshold) + 1) * 0x1p-32, 0x1p-32);
            assertTrue(subsampling.keeps(id, threshold));
            assertEquals(keep == 1, subsampling.keeps(id, -1));
            assertEquals(keep == 1, subsampling.keeps(id, threshold + 1 == 0 ? -1 : threshold + 1));
            expected += counts[id] * keep;
        }
        assertEquals(expected, subsampling.expectedTokens(vocabulary), 1e-6);
    }

    @Test
    void zeroKeepsEverythingAndNonsenseIsRefused() {
        Vocabulary vocabulary = Vocabulary.of(List.of(new byte[] {'a'}), new long[] {5});
        assertTrue(new Subsampling(vocabulary, 0).keeps(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Subsampling(vocabulary, -1e-3));
        assertThrows(IllegalArgumentException.class, () -> new Subsampling(vocabulary, Double.NaN));
    }
}
