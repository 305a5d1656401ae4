package io.firth.io;

import io.firth.vocab.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Collects words while a file is read, outside the heap and without an object per word. */
final class WordTable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment offsets;
    private final int capacity;
    private MemorySegment bytes;
    private long used;
    private int size;

    WordTable(int capacity) {
        this.capacity = capacity;
        offsets = Arena.ofAuto().allocate((capacity + 1L) * Long.BYTES, Long.BYTES);
        bytes = Arena.ofAuto().allocate(Math.max(64, 8L * capacity));
    }

    /** Adds the word in {@code source[from … to)}. */
    void add(MemorySegment source, long from, long to) {
        long length = to - from;
        if (used + length > bytes.byteSize()) {
            MemorySegment larger = Arena.ofAuto().allocate(Math.max(2 * bytes.byteSize(), used + length));
            MemorySegment.copy(bytes, 0, larger, 0, used);
            bytes = larger;
        }
        MemorySegment.copy(source, from, bytes, used, length);
        used += length;
        size++;
        offsets.set(LONG, (long) size * Long.BYTES, used);
    }

    /** The words in the order of the file. These formats have no counts: every count is 0. */
    Vocabulary vocabulary() {
        if (size != capacity) {
            throw new IllegalStateException(size + " of " + capacity + " words");
        }
        MemorySegment counts = Arena.ofAuto().allocate((long) capacity * Long.BYTES, Long.BYTES);
        return Vocabulary.view(bytes.asSlice(0, used), offsets, counts, size);
    }
}
