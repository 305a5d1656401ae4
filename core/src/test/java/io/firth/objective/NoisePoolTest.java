package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.AliasTable;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class NoisePoolTest {
    private static final int WORDS = 1 << 20;

    /** So many words that two draws are hardly ever the same: a word stands for a place in the pool. */
    private static AliasTable manyWords() {
        double[] weights = new double[WORDS];
        Arrays.fill(weights, 1);
        return AliasTable.of(weights);
    }

    @Test
    void anExampleTakesDifferentDrawsAndAllDrawsAreTaken() {
        AliasTable noise = manyWords();
        for (int negatives : new int[] {1, 2, 5, 10, 15, 100}) {
            NoisePool pool = new NoisePool(negatives);
            assertTrue(pool.size() > 12 * negatives && pool.size() <= 24 * negatives, pool.size() + " draws");
            pool.fill(noise, 77, 3);
            BitSet all = new BitSet();
            int examples = 1000;
            for (int example = 0; example < examples; example++) {
                BitSet own = new BitSet();
                pool.goTo(example);
                for (int k = 0; k < negatives; k++) {
                    own.set(pool.get(k));
                }
                assertTrue(own.cardinality() >= negatives - 1, "example " + example + " takes a draw twice: " + own);
                all.or(own);
            }
            assertTrue(all.cardinality() <= pool.size());
            assertTrue(all.cardinality() >= pool.size() - 2, all.cardinality() + " of " + pool.size() + " are taken");
        }
    }

    /** Each entry is taken by the k-th negatives of many examples about equally often. */
    @Test
    void everyDrawIsAsLikely() {
        NoisePool pool = new NoisePool(5);
        pool.fill(manyWords(), 5, 0);
        int examples = 64_000;
        for (int k = 0; k < 5; k++) {
            int[] words = new int[examples];
            for (int example = 0; example < examples; example++) {
                pool.goTo(example);
                words[example] = pool.get(k);
            }
            Arrays.sort(words);
            int longest = 0;
            int distinct = 0;
            for (int from = 0, to; from < examples; from = to, distinct++) {
                for (to = from; to < examples && words[to] == words[from]; to++) {}
                longest = Math.max(longest, to - from);
            }
            double expected = (double) examples / pool.size();
            assertEquals(pool.size(), distinct, 1, "of the pool are taken");
            assertTrue(longest < expected + 6 * Math.sqrt(expected), "negative " + k + ": one is taken " + longest);
        }
    }

    @Test
    void poolsOfOtherNumbersAndKeysHaveOtherDraws() {
        AliasTable noise = manyWords();
        BitSet seen = new BitSet();
        int draws = 0;
        NoisePool pool = new NoisePool(5);
        for (long[] keyAndNumber : new long[][] {{1, 0}, {1, 1}, {2, 0}, {2, 1}}) {
            pool.fill(noise, keyAndNumber[0], keyAndNumber[1]);
            assertTrue(pool.holds(keyAndNumber[0], keyAndNumber[1]));
            for (int example = 0; example < 1000; example++) {
                pool.goTo(example);
                seen.set(pool.get(0));
            }
            draws += pool.size();
        }
        assertTrue(seen.cardinality() >= draws - 2, seen.cardinality() + " of " + draws);
        assertEquals(false, pool.holds(1, 1));
        assertEquals(false, pool.holds(2, 0));
    }
}
