package io.firth.vocab;

import io.firth.math.CounterRandom;
import io.firth.text.SentenceReader;

/**
 * Which text is held out from training. The unit is a sentence, and in a line longer than {@link #BLOCK_BYTES} a block:
 * its first 8 KiB, then each 8 KiB page of the source. A unit is held out if a hash of (seed, number of the source, byte
 * position where the unit begins) falls below the fraction, so the choice depends on nothing else, threads included.
 */
final class HeldOutSplit {
    /** How much of a line is decided at once. */
    static final int BLOCK_BYTES = SentenceReader.LOOK_BACK;

    private final double fraction;
    private final long seed;

    HeldOutSplit(double fraction, long seed) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "the held-out fraction must be at least 0 and less than 1, not " + fraction);
        }
        this.fraction = fraction;
        this.seed = seed;
    }

    boolean isEmpty() {
        return fraction == 0;
    }

    /** Whether a word at {@code position} in a line that begins at {@code lineStart} is held out. */
    boolean holdsOut(int sourceIndex, long lineStart, long position) {
        boolean nearStart = position - lineStart < BLOCK_BYTES;
        long unit = nearStart ? lineStart : position / BLOCK_BYTES * BLOCK_BYTES;
        // Lines and pages may begin at the same byte; the lowest bit keeps them apart.
        long h = mix(mix(mix(seed) + sourceIndex) + (unit << 1 | (nearStart ? 0 : 1)));
        return (h >>> 11) * 0x1p-53 < fraction;
    }

    private static long mix(long x) {
        return CounterRandom.mix(x + CounterRandom.GOLDEN);
    }
}
