package io.firth.count;

import java.util.Locale;

/**
 * What a context word at distance d = 1 … m counts. Sums of these weights are kept exactly, as whole multiples of one
 * unit, so that no order of addition can change them.
 */
public enum WindowWeighting {
    /** 1. */
    FLAT,
    /** 1/d, as in GloVe (Pennington, Socher &amp; Manning 2014, section 4.2). */
    HARMONIC,
    /** (m − d + 1)/m: the expectation of word2vec's window, whose reach is uniform in 1 … m. */
    DYNAMIC;

    /** Up to this m lcm(1 … m) is at most 232,792,560, and 1/d a whole multiple of its reciprocal. */
    private static final int MOST_EXACT = 22;

    private static final long BINARY_UNITS = 1L << 32;

    /**
     * How many units are 1: 1, m, or for {@link #HARMONIC} the least common multiple of 1 … m. From m = 23 on that
     * would be too large; then it is 2³², and 1/d is rounded to the nearest unit, which is wrong by 2⁻³³ at most.
     */
    public long unitsPerOne(int window) {
        return switch (this) {
            case FLAT -> 1;
            case DYNAMIC -> window;
            case HARMONIC -> window <= MOST_EXACT ? leastCommonMultiple(window) : BINARY_UNITS;
        };
    }

    /** The weight of distance d in units, ≥ 0. */
    public long units(int distance, int window) {
        return switch (this) {
            case FLAT -> 1;
            case DYNAMIC -> window - distance + 1;
            case HARMONIC -> (2 * unitsPerOne(window) + distance) / (2L * distance);
        };
    }

    /** {@code flat}, {@code harmonic}, {@code dynamic}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static long leastCommonMultiple(int most) {
        long result = 1;
        for (int n = 2; n <= most; n++) {
            long a = result;
            long b = n;
            while (b != 0) {
                long rest = a % b;
                a = b;
                b = rest;
            }
            result *= n / a;
        }
        return result;
    }
}
