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

    /** Looks at one number. */
    @FunctionalInterface
    private interface Check {
        void check(long index, long value) throws IOException;
    }

    /** V counts ≥ 0. */
    static void checkCounts(Path file, MemorySegment counts) throws IOException {
        forEach(counts, (i, count) -> {
            if (count < 0) {
                throw new IOException(file + ": counts[" + i + "] is " + count + ", but a count cannot be negative");
            }
        });
    }

    /** V + 1 offsets that rise from 0 to the length of all words. */
    static void checkOffsets(Path file, MemorySegment offsets, long wordBytes) throws IOException {
        long last = offsets.byteSize() / Long.BYTES - 1;
        long[] before = {0};
        forEach(offsets, (i, offset) -> {
            long least = i == last ? wordBytes : before[0];
            long most = i == 0 ? 0 : wordBytes;
            if (offset < least || offset > most) {
                throw new IOException(file + ": words.offsets[" + i + "] is " + offset + ", but should be "
                        + (least == most ? "" + least : least + " to " + most));
            }
            if (offset - before[0] > MOST_WORD_BYTES) {
                throw new IOException(file + ": word " + (i - 1) + " has " + (offset - before[0]) + " bytes");
            }
            before[0] = offset;
        });
    }

    // By way of an array: a command opens a model once, before any of this is compiled, and then arrays are far faster.
    private static void forEach(MemorySegment column, Check check) throws IOException {
        long[] chunk = new long[CHUNK];
        long size = column.byteSize() / Long.BYTES;
        for (long from = 0; from < size; from += CHUNK) {
            int n = (int) Math.min(CHUNK, size - from);
            MemorySegment.copy(column, LONG, from * Long.BYTES, chunk, 0, n);
            for (int i = 0; i < n; i++) {
                check.check(from + i, chunk[i]);
            }
        }
    }
}
