package io.firth.math;

/**
 * Draws from a discrete distribution in O(1) (Walker 1977; Vose 1991, "A linear algorithm for generating random numbers
 * with a given distribution").
 *
 * <p>A slot is one {@code long}: a threshold in the high half and an alias in the low half; a coin below the threshold
 * draws the slot itself, any other its alias. Eight bytes a word keep the table of a 100,000-word vocabulary inside a
 * second-level cache, which the usual table of 10⁸ repeated ids does not.
 */
public final class AliasTable {
    /** Slot i: threshold (unsigned 32 bits, high half), alias (low half). */
    private final long[] slots;

    private AliasTable(long[] slots) {
        this.slots = slots;
    }

    /**
     * The distribution P(i) ∝ weights[i].
     *
     * @param weights finite, ≥ 0, with a positive sum; 1…2³¹−9 of them
     */
    public static AliasTable of(double[] weights) {
        AliasTable table = ofSize(weights.length);
        new Maker(weights.length).make(weights.clone(), table);
        return table;
    }

    /** Room for a distribution over {@code size} outcomes, to be made by a {@link Maker}. */
    public static AliasTable ofSize(int size) {
        return new AliasTable(new long[size]);
    }

    /** Makes tables of one size, one after the other, without allocating anything for them; belongs to one thread. */
    public static final class Maker {
        private final int[] small;
        private final int[] large;

        /** For tables with {@code size} outcomes. */
        public Maker(int size) {
            small = new int[size];
            large = new int[size];
        }

        /**
         * Gives a table the distribution P(i) ∝ weights[i].
         *
         * @param weights as for {@link AliasTable#of}; overwritten
         */
        public void make(double[] weights, AliasTable table) {
            int n = weights.length;
            long[] slots = table.slots;
            if (n != small.length || n != slots.length) {
                throw new IllegalArgumentException(n + " weights for a table of " + slots.length);
            }
            double sum = 0;
            for (int i = 0; i < n; i++) {
                if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("weight " + i + " is " + weights[i]);
                }
                sum += weights[i];
            }
            if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the weights sum to " + sum);
            }
            double[] scaled = weights;
            int smalls = 0;
            int larges = 0;
            for (int i = 0; i < n; i++) {
                scaled[i] = weights[i] / sum * n;
                if (scaled[i] < 1) {
                    small[smalls++] = i;
                } else {
                    large[larges++] = i;
                }
            }
            while (smalls > 0 && larges > 0) {
                int s = small[--smalls];
                int l = large[--larges];
                slots[s] = slot(scaled[s], l);
                scaled[l] -= 1 - scaled[s];
                if (scaled[l] < 1) {
                    small[smalls++] = l;
                } else {
                    large[larges++] = l;
                }
            }
            // What is left has probability one up to rounding: it is its own alias.
            while (larges > 0) {
                int l = large[--larges];
                slots[l] = slot(1, l);
            }
            while (smalls > 0) {
                int s = small[--smalls];
                slots[s] = slot(1, s);
            }
        }
    }

    private static long slot(double keep, int alias) {
        long threshold = Math.min(0xFFFF_FFFFL, Math.round(keep * 0x1p32));
        return threshold << 32 | Integer.toUnsignedLong(alias);
    }

    /** One draw from 64 random bits: the high half picks the slot, the low half throws the coin. */
    public int draw(long random) {
        int i = (int) (((random >>> 32) * slots.length) >>> 32);
        long slot = slots[i];
        return (random & 0xFFFF_FFFFL) < (slot >>> 32) ? i : (int) slot;
    }

    /** Number of outcomes. */
    public int size() {
        return slots.length;
    }

    /** The probability of outcome i that the table really draws with: O(size), for tests and reports. */
    public double probability(int outcome) {
        double keep = threshold(outcome);
        double sum = keep;
        for (int i = 0; i < slots.length; i++) {
            if ((int) slots[i] == outcome) {
                sum += 1 - threshold(i);
            }
        }
        return sum / slots.length;
    }

    private double threshold(int i) {
        return (slots[i] >>> 32) * 0x1p-32;
    }
}
