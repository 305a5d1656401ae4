package io.firth.word2vec;

import io.firth.math.CounterRandom;

/** The keys of the independent streams of random numbers of one training. */
final class Streams {
    private static final long TOKENS = 1;
    private static final long NOISE = 2;
    private static final long INITIAL = 3;

    /** Held-out examples are the same in every epoch, and unlike those of any. */
    private static final long HELD_OUT_EPOCH = -1;

    private final long seed;

    Streams(long seed) {
        this.seed = seed;
    }

    /** Subsampling and window reaches of an epoch (from 0). */
    long tokens(int epoch) {
        return CounterRandom.key(seed, epoch, TOKENS);
    }

    /** Negatives of an epoch. */
    long noise(int epoch) {
        return CounterRandom.key(seed, epoch, NOISE);
    }

    long heldOutTokens() {
        return CounterRandom.key(seed, HELD_OUT_EPOCH, TOKENS);
    }

    long heldOutNoise() {
        return CounterRandom.key(seed, HELD_OUT_EPOCH, NOISE);
    }

    /** Initial vectors. */
    long initial() {
        return CounterRandom.key(seed, 0, INITIAL);
    }
}
