package io.firth.word2vec;

import io.firth.math.CounterRandom;

/** The keys of the independent streams of random numbers of one training. */
final class Streams {
    private static final long TOKENS = 1;
    private static final long NOISE = 2;
    private static final long INITIAL = 3;

    private static final long PARTS = 4;

    /** Held-out examples are the same in every epoch, and unlike those of any. */
    private static final long HELD_OUT_EPOCH = -1;

    private final long seed;

    Streams(long seed) {
        this.seed = seed;
    }

    /** The keys of an epoch (from 0). */
    CorpusPass.EpochKeys epoch(long epoch) {
        return new CorpusPass.EpochKeys(
                CounterRandom.key(seed, epoch, TOKENS),
                CounterRandom.key(seed, epoch, NOISE),
                CounterRandom.key(seed, epoch, PARTS));
    }

    /** The keys of held-out text. */
    CorpusPass.EpochKeys heldOut() {
        return epoch(HELD_OUT_EPOCH);
    }

    /** Initial vectors. */
    long initial() {
        return CounterRandom.key(seed, 0, INITIAL);
    }
}
