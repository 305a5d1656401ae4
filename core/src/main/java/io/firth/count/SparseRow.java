package io.firth.count;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One row of counts while it is summed up: a dense array of V sums, which stays in the cache, and the list of columns that
 * are not 0. It belongs to one thread and is used for one row after the other.
 */
final class SparseRow {
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Sum in units by column; zeros between rows. */
    private final long[] units;

    /** The columns that are not 0; one more place than columns, since a place is written before it is known to count. */
    private final int[] columns;

    /** Bit set of columns, and of its words that are not 0; zeros between rows. */
    private final long[] bits;

    private final long[] bitWords;
    private int size;

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

    /** The sum of a column, in units. */
    long units(int column) {
        return units[column];
    }

    /** Adds to a column; {@code more} &gt; 0. */
    void add(int column, long more) {
        long sum = units[column];
        columns[size] = column;
        size += sum == 0 ? 1 : 0;
        units[column] = sum + more;
    }

    /**
     * Adds the context words after each of a word's places.
     *
     * @param places int32 indexes into {@code ids}
     * @param from first place
     * @param to behind the last
     * @param ids int32 word ids, negative where a window ends
     * @param weights units by distance; index 0 is not used
     */
    void addAfter(MemorySegment places, long from, long to, MemorySegment ids, long[] weights) {
        int n = size;
        for (long i = from; i < to; i++) {
            long at = places.get(INT32, i * 4) * 4L;
            for (int d = 1; d < weights.length; d++) {
                int column = ids.get(INT32, at + d * 4L);
                if (column < 0) {
                    break;
                }
                long sum = units[column];
                columns[n] = column;
                n += sum == 0 ? 1 : 0;
                units[column] = sum + weights[d];
            }
        }
        size = n;
    }

    /** Adds the context words before each of a word's places, as {@link #addAfter}. */
    void addBefore(MemorySegment places, long from, long to, MemorySegment ids, long[] weights) {
        int n = size;
        for (long i = from; i < to; i++) {
            long at = places.get(INT32, i * 4) * 4L;
            for (int d = 1; d < weights.length; d++) {
                int column = ids.get(INT32, at - d * 4L);
                if (column < 0) {
                    break;
                }
                long sum = units[column];
                columns[n] = column;
                n += sum == 0 ? 1 : 0;
                units[column] = sum + weights[d];
            }
        }
        size = n;
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

    /** Back to all zeros. */
    void clear() {
        for (int i = 0; i < size; i++) {
            units[columns[i]] = 0;
        }
        size = 0;
    }
}
