package io.firth.objective;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;

/**
 * Draws from the noise distribution that neighbouring examples share: each takes K of the pool, so that their rows are found in
 * the cache. A negative of its own is one more row to be fetched from memory for every example, which takes longer than computing
 * with it. (Ji, Satish, Li &amp; Dubey 2016, "Parallelizing Word2Vec in Shared and Distributed Memory", share the negatives of a
 * window for the same reason.)
 *
 * <p>Each draw by itself follows the distribution exactly, and which ones an example takes is random; only the draws of
 * examples close to each other are no longer independent. What is in a pool and what an example takes are functions of key and number.
 * Belongs to one thread.
 */
final class NoisePool {
    /** Draws for each negative of an example: the pool is small enough for the cache, and each draw is used some times only. */
    private static final int PER_NEGATIVE = 12;

    private final int[] draws;
    private final int mask;
    private long key;
    private long number = -1;
    private int start;
    private int stride;

    /** @param negatives K ≥ 1 of an example */
    NoisePool(int negatives) {
        int size = Integer.highestOneBit(PER_NEGATIVE * negatives) << 1;
        this.draws = new int[size];
        this.mask = size - 1;
    }

    /** The number of draws in it, a power of two. */
    int size() {
        return draws.length;
    }

    /** Whether this is what {@link #fill} left. */
    boolean holds(long key, long number) {
        return this.number == number && this.key == key;
    }

    /**
     * Fills the pool anew.
     *
     * @param key of the random numbers
     * @param number of the pool among those of the key, ≥ 0
     */
    void fill(AliasTable noise, long key, long number) {
        this.key = key;
        this.number = number;
        for (int i = 0; i < draws.length; i++) {
            draws[i] = noise.draw(CounterRandom.bits(~key, number * draws.length + i));
        }
    }

    /** Goes to an example, whose number with this key is {@code example}. */
    void goTo(long example) {
        long bits = CounterRandom.bits(key, example);
        start = (int) (bits >>> 32);
        stride = (int) bits | 1; // odd: no entry is taken twice before all are taken once
    }

    /** Negative k of the example. */
    int get(int k) {
        return draws[start + k * stride & mask];
    }
}
