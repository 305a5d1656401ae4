package io.firth.io;

import io.firth.vocab.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Collects words while a file is read, outside the heap and without an object per word. */
final class WordTable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private MemorySegment offsets;
    private MemorySegment counts;
    private MemorySegment bytes;
    private long used;
    private int size;

    /** A table with room for this many words; it grows if there are more. */
    WordTable(int capacity) {
        offsets = memory((capacity + 1L) * Long.BYTES);
        counts = memory((long) capacity * Long.BYTES);
        bytes = memory(8L * capacity);
    }

    /** Adds the word in {@code source[from … to)} that was never counted. */
    void add(MemorySegment source, long from, long to) {
        add(source, from, to, 0);
    }

    /** Adds the word in {@code source[from … to)}. */
    void add(MemorySegment source, long from, long to, long count) {
        long length = to - from;
        bytes = withRoom(bytes, used, used + length);
        offsets = withRoom(offsets, (size + 1L) * Long.BYTES, (size + 2L) * Long.BYTES);
        counts = withRoom(counts, (long) size * Long.BYTES, (size + 1L) * Long.BYTES);
        MemorySegment.copy(source, from, bytes, used, length);
        used += length;
        counts.set(LONG, (long) size * Long.BYTES, count);
        size++;
        offsets.set(LONG, (long) size * Long.BYTES, used);
    }

    /** Adds the word in {@code source[from … to)}. */
    void add(byte[] source, int from, int to, long count) {
        add(MemorySegment.ofArray(source), from, to, count);
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** The words in the order in which they came. */
    Vocabulary vocabulary() {
        return Vocabulary.view(
                bytes.asSlice(0, used),
                offsets.asSlice(0, (size + 1L) * Long.BYTES),
                counts.asSlice(0, (long) size * Long.BYTES),
                size);
    }

    /** The first words of a vocabulary. */
    static Vocabulary first(Vocabulary words, int size) {
        long end = words.offsetsSegment().get(LONG, (long) size * Long.BYTES);
        return Vocabulary.view(
                words.bytesSegment().asSlice(0, end),
                words.offsetsSegment().asSlice(0, (size + 1L) * Long.BYTES),
                words.countsSegment().asSlice(0, (long) size * Long.BYTES),
                size);
    }

    private static MemorySegment withRoom(MemorySegment segment, long used, long needed) {
        if (needed <= segment.byteSize()) {
            return segment;
        }
        MemorySegment larger = memory(Math.max(2 * segment.byteSize(), needed));
        MemorySegment.copy(segment, 0, larger, 0, used);
        return larger;
    }

    private static MemorySegment memory(long size) {
        return Arena.ofAuto().allocate(Math.max(64, size), Long.BYTES);
    }
}
