package io.firth.vocab;

import java.util.Arrays;

/**
 * Sorts words of {@link SharedWordCounts} by count (descending), then bytes (unsigned, ascending; a prefix first).
 *
 * <p>Quicksort on 64-bit keys: first the negated count, then eight bytes of the word after another, each level only
 * among the words that are equal so far (multikey quicksort; Bentley and Sedgewick, 1997). Keys lie beside the
 * references, so sorting hardly touches the words themselves.
 */
final class WordOrder {
    private static final int MAX_LEVEL = 32; // keeps the recursion flat

    private final SharedWordCounts words;
    private final long[] references; // shard << 32 | entry
    private final long[] keys;

    private WordOrder(SharedWordCounts words, long[] references) {
        this.words = words;
        this.references = references;
        this.keys = new long[references.length];
    }

    static void sort(SharedWordCounts words, long[] references) {
        new WordOrder(words, references).sort(0, references.length, -1);
    }

    /** Sorts [from, to), whose words are equal in count (level ≥ 0) and their first 8·level bytes. */
    private void sort(int from, int to, int level) {
        if (to - from < 2) {
            return;
        }
        boolean goesOn = level < 0;
        for (int i = from; i < to; i++) {
            keys[i] = key(references[i], level);
            goesOn |= length(references[i]) > 8L * level;
        }
        if (goesOn && level < MAX_LEVEL) {
            quicksort(from, to, level);
        } else {
            compareWhole(from, to);
        }
    }

    /** For the few words that agree in very many bytes, or in all but zero bytes at their ends. */
    private void compareWhole(int from, int to) {
        Long[] boxed = new Long[to - from];
        Arrays.setAll(boxed, i -> references[from + i]);
        Arrays.sort(boxed, (a, b) -> {
            WordCounts x = words.shard((int) (a >>> 32));
            WordCounts y = words.shard((int) (b >>> 32));
            int i = a.intValue();
            int j = b.intValue();
            return Arrays.compareUnsigned(
                    x.bytes(), x.start(i), x.start(i) + x.length(i), y.bytes(), y.start(j), y.start(j) + y.length(j));
        });
        for (int i = from; i < to; i++) {
            references[i] = boxed[i - from];
        }
    }

    private void quicksort(int from, int to, int level) {
        while (to - from > 1) {
            long pivot = pivot(from, to);
            int less = from;
            int greater = to;
            for (int i = from; i < greater; ) {
                if (keys[i] < pivot) {
                    swap(less++, i++);
                } else if (keys[i] > pivot) {
                    swap(i, --greater);
                } else {
                    i++;
                }
            }
            sort(less, greater, level + 1); // overwrites keys that are no longer needed
            if (less - from < to - greater) {
                quicksort(from, less, level);
                from = greater;
            } else {
                quicksort(greater, to, level);
                to = less;
            }
        }
    }

    private long pivot(int from, int to) {
        int step = (to - from) / 8;
        int middle = from + (to - from) / 2;
        if (step == 0) {
            return keys[middle];
        }
        return median(
                median(keys[from], keys[from + step], keys[from + 2 * step]),
                median(keys[middle - step], keys[middle], keys[middle + step]),
                median(keys[to - 1 - 2 * step], keys[to - 1 - step], keys[to - 1]));
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        long key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        long reference = references[i];
        references[i] = references[j];
        references[j] = reference;
    }

    private long key(long reference, int level) {
        WordCounts shard = words.shard((int) (reference >>> 32));
        int entry = (int) reference;
        if (level < 0) {
            return -shard.count(entry);
        }
        long left = shard.length(entry) - 8L * level;
        if (left <= 0) {
            return Long.MIN_VALUE;
        }
        int start = shard.start(entry) + 8 * level;
        long littleEndian = WordHash.prefix(shard.bytes(), start, (int) Math.min(left, 8));
        return Long.reverseBytes(littleEndian) ^ Long.MIN_VALUE; // signed order of keys = unsigned order of bytes
    }

    private int length(long reference) {
        return words.shard((int) (reference >>> 32)).length((int) reference);
    }
}
