package io.firth.math;

/**
 * Random numbers without state: a value is a function of a key and a counter, so any thread can compute any of them in
 * any order and gets the same.
 *
 * <p>The function is SplitMix64's (Steele, Lea &amp; Flood 2014, "Fast splittable pseudorandom number generators"): the
 * key plus counter · golden ratio, mixed by Stafford's variant 13. Streams with different keys are unrelated.
 */
public final class CounterRandom {
    /** 2⁶⁴ divided by the golden ratio, made odd. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private CounterRandom() {}

    /**
     * The 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads every input bit over all output bits.
     */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A key for one purpose (stream) within one epoch of one seed. */
    public static long key(long seed, long epoch, long stream) {
        return mix(mix(mix(seed + GOLDEN) + epoch * GOLDEN) + stream * GOLDEN);
    }

    /** 64 random bits for the counter. */
    public static long bits(long key, long counter) {
        return mix(key + (counter + 1) * GOLDEN);
    }

    /** Uniform in [0, bound) from 32 random bits (Lemire's multiplication; its bias is below bound/2³²). */
    public static int below(int random32, int bound) {
        return (int) ((Integer.toUnsignedLong(random32) * bound) >>> 32);
    }

    /** Uniform in [0, 1), 24 random bits. */
    public static float unitFloat(long bits) {
        return (bits >>> 40) * 0x1p-24f;
    }
}
