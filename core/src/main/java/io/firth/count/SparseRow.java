package io.firth.count;

import java.util.Arrays;

/**
 * One row of counts while it is summed up: a dense array of V sums, which stays in the cache, and the list of columns that
 * are not 0. It belongs to one thread and is used for one row after the other.
 */
final class SparseRow {
    /** Places whose windows are fetched together; they fit into the nearest cache. */
    private static final int BATCH = 64;

    /** Sum in units by column; zeros between rows. */
    private final long[] units;

    /** The columns that are not 0; one more place than columns, since a place is written before it is known to count. */
    private final int[] columns;

    /** Bit set of columns, and of its words that are not 0; zeros between rows. */
    private final long[] bits;

    private final long[] bitWords;
    private int size;

    /** Without a use the reads of {@link #touch} would be left out by the compiler. */
    private int touched;

    SparseRow(int vocabularySize) {
        units = new long[vocabularySize];
        columns = new int[vocabularySize + 1];
        bits = new long[Math.ceilDiv(vocabularySize, 64)];
        bitWords = new long[Math.ceilDiv(bits.length, 64)];
    }

    /** Bytes of memory of one. */
    static long bytes(int vocabularySize) {
        return vocabularySize * 12L + vocabularySize / 8;
    }

    /** Number of columns that are not 0. */
    int size() {
        return size;
    }

    /** The i-th column; ascending after {@link #sort}. */
    int column(int i) {
        return columns[i];
    }

    /** The sum of a column, in units; it is 0 from then on. */
    long take(int column) {
        long sum = units[column];
        units[column] = 0;
        return sum;
    }

    /** Adds to a column; {@code more} &gt; 0. */
    void add(int column, long more) {
        long sum = units[column];
        columns[size] = column;
        size += sum == 0 ? 1 : 0;
        units[column] = sum + more;
    }

    /**
     * Adds the context words of each of a word's places.
     *
     * @param places indexes into {@code ids}
     * @param from first place
     * @param to behind the last
     * @param ids word ids, negative where a window ends
     * @param before units by distance to the left, from index 1; of length 1 for no context on that side
     * @param after the same to the right
     */
    void addContexts(int[] places, int from, int to, int[] ids, long[] before, long[] after) {
        int n = size;
        for (int at = from; at < to; at += BATCH) {
            int end = Math.min(to, at + BATCH);
            touched += touch(places, at, end, ids, before.length - 1, after.length - 1);
            n = addContexts(places, at, end, ids, before, after, n);
        }
        size = n;
    }

    /**
     * Reads one id at either end of each window. The places of a rare word lie far apart in memory: with nothing to do in
     * between the processor fetches many of them at a time, where the sums alone would wait for one after the other.
     */
    private static int touch(int[] places, int from, int to, int[] ids, int before, int after) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += ids[places[i] - before] + ids[places[i] + after];
        }
        return sum;
    }

    private int addContexts(int[] places, int from, int to, int[] ids, long[] before, long[] after, int sizeBefore) {
        long[] sums = units;
        int[] found = columns;
        int n = sizeBefore;
        for (int i = from; i < to; i++) {
            int at = places[i];
            for (int d = 1; d < after.length; d++) {
                int column = ids[at + d];
                if (column < 0) {
                    break;
                }
                long sum = sums[column];
                found[n] = column;
                n += sum == 0 ? 1 : 0;
                sums[column] = sum + after[d];
            }
            for (int d = 1; d < before.length; d++) {
                int column = ids[at - d];
                if (column < 0) {
                    break;
                }
                long sum = sums[column];
                found[n] = column;
                n += sum == 0 ? 1 : 0;
                sums[column] = sum + before[d];
            }
        }
        return n;
    }

    /** Puts the columns in ascending order. */
    void sort() {
        // Comparisons cost n·log n; the bit set costs n and a look at each of its V/4096 summary words.
        if (size < 64 || size * 8L < bitWords.length) {
            Arrays.sort(columns, 0, size);
        } else {
            sortByBits();
        }
    }

    private void sortByBits() {
        for (int i = 0; i < size; i++) {
            int column = columns[i];
            bits[column >>> 6] |= 1L << column;
            bitWords[column >>> 12] |= 1L << (column >>> 6);
        }
        int n = 0;
        for (int s = 0; s < bitWords.length; s++) {
            for (long words = bitWords[s]; words != 0; words &= words - 1) {
                int word = s << 6 | Long.numberOfTrailingZeros(words);
                for (long set = bits[word]; set != 0; set &= set - 1) {
                    columns[n++] = word << 6 | Long.numberOfTrailingZeros(set);
                }
                bits[word] = 0;
            }
            bitWords[s] = 0;
        }
    }

    /** Back to no columns, when all sums are taken. */
    void clear() {
        size = 0;
    }
}
