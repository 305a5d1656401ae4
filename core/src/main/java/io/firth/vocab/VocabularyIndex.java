package io.firth.vocab;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Word → id. Open addressing at a load of at most two thirds; a slot holds a word's first eight bytes, so words of up to
 * eight bytes are found without touching the vocabulary. 24 to 48 bytes per word.
 */
final class VocabularyIndex {
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Most words that can be looked up: the slots are one array. */
    static final int MAX_SIZE = 350_000_000;

    private final Vocabulary vocabulary;
    private final MemorySegment bytes;
    private final long[] slots; // [2i] prefix, [2i+1] tag<<32 | id + 1; 0 if free
    private final int mask;

    VocabularyIndex(Vocabulary vocabulary) {
        if (vocabulary.size() > MAX_SIZE) {
            throw new IllegalStateException(
                    vocabulary.size() + " words are more than the " + MAX_SIZE + " that can be looked up");
        }
        this.vocabulary = vocabulary;
        this.bytes = vocabulary.bytesSegment();
        int capacity = Integer.highestOneBit(Math.max(8, (int) (vocabulary.size() * 3L / 2))) << 1;
        slots = new long[2 * capacity];
        mask = capacity - 1;
        byte[] word = new byte[256];
        for (int id = 0; id < vocabulary.size(); id++) {
            int length = vocabulary.length(id);
            if (length > word.length) {
                word = new byte[length];
            }
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, vocabulary.start(id), word, 0, length);
            long prefix = WordHash.prefix(word, 0, length);
            long hash = WordHash.hash(prefix, word, 0, length);
            int slot = slot(prefix, hash, word, 0, length);
            if (slots[2 * slot + 1] == 0) { // of equal words the first stays
                slots[2 * slot] = prefix;
                slots[2 * slot + 1] = (long) WordHash.tag(hash, length) << 32 | id + 1;
            }
        }
    }

    int id(byte[] word, int offset, int length) {
        long prefix = WordHash.prefix(word, offset, length);
        long hash = WordHash.hash(prefix, word, offset, length);
        return (int) slots[2 * slot(prefix, hash, word, offset, length) + 1] - 1;
    }

    /** The slot of the word, or the free one where it would be put. */
    private int slot(long prefix, long hash, byte[] word, int offset, int length) {
        int tag = WordHash.tag(hash, length);
        int i = (int) hash & mask;
        while (true) {
            long meta = slots[2 * i + 1];
            if (meta == 0
                    || (int) (meta >>> 32) == tag
                            && slots[2 * i] == prefix
                            && (length <= 8 || sameTail((int) meta - 1, word, offset, length))) {
                return i;
            }
            i = i + 1 & mask;
        }
    }

    private boolean sameTail(int id, byte[] word, int offset, int length) {
        if (vocabulary.length(id) != length) {
            return false;
        }
        long start = vocabulary.start(id);
        for (int i = 8; i < length - 8; i += 8) {
            if (bytes.get(INT64, start + i) != (long) WordHash.LONG.get(word, offset + i)) {
                return false;
            }
        }
        return bytes.get(INT64, start + length - 8) == (long) WordHash.LONG.get(word, offset + length - 8);
    }
}
