package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CounterRandomTest {
    @Test
    void isSplitMix64() {
        // the first outputs of SplitMix64 with seed 1234567, as published with its reference implementation
        assertEquals(6457827717110365317L, CounterRandom.bits(1234567, 0));
        assertEquals(3203168211198807973L, CounterRandom.bits(1234567, 1));
    }

    @Test
    void streamsDiffer() {
        long a = CounterRandom.key(1, 0, 1);
        assertNotEquals(a, CounterRandom.key(2, 0, 1));
        assertNotEquals(a, CounterRandom.key(1, 1, 1));
        assertNotEquals(a, CounterRandom.key(1, 0, 2));
    }

    @Test
    void everyBitIsOnHalfTheTime() {
        int n = 100_000;
        int[] on = new int[64];
        for (int i = 0; i < n; i++) {
            long bits = CounterRandom.bits(99, i);
            for (int b = 0; b < 64; b++) {
                on[b] += (int) (bits >>> b & 1);
            }
        }
        for (int b = 0; b < 64; b++) {
            assertEquals(0.5, on[b] / (double) n, 5 * 0.5 / Math.sqrt(n), "bit " + b);
        }
    }

    @Test
    void belowStaysBelow() {
        int[] seen = new int[5];
        for (int i = 0; i < 10_000; i++) {
            seen[CounterRandom.below((int) CounterRandom.bits(3, i), 5)]++;
        }
        for (int count : seen) {
            assertTrue(count > 1800 && count < 2200, "uneven: " + count);
        }
        assertEquals(4, CounterRandom.below(-1, 5));
        assertEquals(0, CounterRandom.below(0, 5));
    }
}
