package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Checks the two columns of numbers that a model file has beside its words, so that nobody who looks a word up can be
 * led outside the file. The only part of a model that is read when it is opened.
 */
final class WordColumns {
    /** Longest word: what a Java array can hold. */
    private static final int MOST_WORD_BYTES = Integer.MAX_VALUE - 16;

    private static final int CHUNK = 4096;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private WordColumns() {}

    /** Looks at a stretch of numbers. */
    @FunctionalInterface
    private interface Check {
        void check(long first, long[] values, int n) throws IOException;
    }

    /** V counts ≥ 0. */
    static void checkCounts(Path file, MemorySegment counts) throws IOException {
        forEachChunk(counts, (first, values, n) -> {
            long signs = 0;
            for (int i = 0; i < n; i++) {
                signs |= values[i];
            }
            for (int i = 0; signs < 0 && i < n; i++) {
                if (values[i] < 0) {
                    throw new IOException(file + ": counts[" + (first + i) + "] is " + values[i]
                            + ", but a count cannot be negative");
                }
            }
        });
    }

    /** V + 1 offsets that rise from 0 to the length of all words. */
    static void checkOffsets(Path file, MemorySegment offsets, long wordBytes) throws IOException {
        long last = offsets.byteSize() / Long.BYTES - 1;
        long[] end = {0};
        forEachChunk(offsets, (first, values, n) -> {
            if (!riseWithin(end[0], values, n, Math.min(wordBytes, MOST_WORD_BYTES))) {
                checkEach(file, first, end[0], values, n, last, wordBytes);
            }
            if (first == 0 && values[0] != 0) {
                throw wrongOffset(file, 0, values[0], 0, last, wordBytes);
            }
            long before = values[n - 1];
            if (first + n > last && before != wordBytes) {
                throw wrongOffset(file, last, before, wordBytes, last, wordBytes);
            }
            end[0] = before;
        });
    }

    /** Whether offsets rise, and none passes {@code most}; if not, they may still be right. Short, for it runs before it is compiled. */
    private static boolean riseWithin(long before, long[] values, int n, long most) {
        // none negative, so that no difference overflows
        long signs = values[0] | values[0] - before;
        for (int i = 1; i < n; i++) {
            signs |= values[i] | values[i] - values[i - 1];
        }
        return signs >= 0 && values[n - 1] <= most;
    }

    private static void checkEach(Path file, long first, long end, long[] values, int n, long last, long wordBytes)
            throws IOException {
        long before = end;
        for (int i = 0; i < n; i++) {
            long offset = values[i];
            if (offset < before || offset > wordBytes || offset - before > MOST_WORD_BYTES) {
                throw wrongOffset(file, first + i, offset, before, last, wordBytes);
            }
            before = offset;
        }
    }

    private static IOException wrongOffset(Path file, long index, long offset, long before, long last, long wordBytes) {
        long least = index == last ? wordBytes : before;
        long most = index == 0 ? 0 : wordBytes;
        if (offset >= least && offset <= most) {
            return new IOException(file + ": word " + (index - 1) + " has " + (offset - before) + " bytes");
        }
        return new IOException(file + ": words.offsets[" + index + "] is " + offset + ", but should be "
                + (least == most ? "" + least : least + " to " + most));
    }

    // By way of an array: a command opens a model once, before any of this is compiled, and then arrays are far faster.
    private static void forEachChunk(MemorySegment column, Check check) throws IOException {
        long[] chunk = new long[CHUNK];
        long size = column.byteSize() / Long.BYTES;
        for (long from = 0; from < size; from += CHUNK) {
            int n = (int) Math.min(CHUNK, size - from);
            MemorySegment.copy(column, LONG, from * Long.BYTES, chunk, 0, n);
            check.check(from, chunk, n);
        }
    }
}
