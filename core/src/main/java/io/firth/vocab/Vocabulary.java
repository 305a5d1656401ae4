package io.firth.vocab;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * V words with ids 0 … V−1 and their counts; immutable, safe for any number of threads. A word is a sequence of bytes,
 * as a rule UTF-8. A vocabulary made by {@link VocabularyBuilder} is ordered by count (descending), then bytes (unsigned,
 * ascending); one that comes from a file keeps the file's order.
 *
 * <p>The words lie outside the Java heap, in the layout of the model file: all bytes one after the other, and V + 1
 * offsets. The hash index for {@link #id} is built once several words have been looked up.
 */
public final class Vocabulary {
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Looking up so many words by scanning takes less time than making the index. */
    private static final int MOST_SCANS = 16;

    private final MemorySegment bytes;
    private final MemorySegment offsets;
    private final MemorySegment counts;
    private final int size;
    private volatile VocabularyIndex index;
    private volatile int scans; // a few more or less do not matter
    private volatile Scanned scanned;
    private volatile long totalCount = -1;

    /** What the last scan was for, and what it found: a question looks its word up more than once. */
    private record Scanned(byte[] word, int id) {}

    private Vocabulary(MemorySegment bytes, MemorySegment offsets, MemorySegment counts, int size) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.counts = counts;
        this.size = size;
    }

    /**
     * These words with these counts (≥ 0), in this order. Of equal words, {@link #id} finds the first.
     *
     * @throws IllegalArgumentException if there are not as many counts as words, or a count is negative
     */
    public static Vocabulary of(List<byte[]> words, long[] counts) {
        if (words.size() != counts.length) {
            throw new IllegalArgumentException(words.size() + " words cannot have " + counts.length + " counts");
        }
        long length = 0;
        for (byte[] word : words) {
            length += word.length;
        }
        Filler filler = new Filler(words.size(), length);
        int i = 0;
        for (byte[] word : words) {
            filler.add(word, 0, word.length, counts[i++]);
        }
        return filler.vocabulary();
    }

    /**
     * A vocabulary that looks at memory owned by something else, such as a mapped file; takes no time that depends on
     * its size. Word i is {@code words[offsets[i] … offsets[i + 1])}.
     *
     * @param words bytes of all words
     * @param offsets size + 1 ascending int64, little-endian
     * @param counts size int64, little-endian
     * @throws IllegalArgumentException if offsets or counts have another length, or the last offset is not the length of
     *     {@code words}
     */
    public static Vocabulary view(MemorySegment words, MemorySegment offsets, MemorySegment counts, int size) {
        if (size < 0 || offsets.byteSize() != (size + 1L) * 8 || counts.byteSize() != size * 8L) {
            throw new IllegalArgumentException("a vocabulary of " + size + " words needs " + (size + 1L) * 8
                    + " bytes of offsets and " + size * 8L + " bytes of counts, not " + offsets.byteSize() + " and "
                    + counts.byteSize());
        }
        long first = offsets.get(INT64, 0);
        long last = offsets.get(INT64, size * 8L);
        if (first != 0 || last != words.byteSize()) {
            throw new IllegalArgumentException(
                    "the words' offsets run from " + first + " to " + last + " instead of 0 to " + words.byteSize());
        }
        return new Vocabulary(words.asReadOnly(), offsets.asReadOnly(), counts.asReadOnly(), size);
    }

    /**
     * The same words with the same ids and other counts.
     *
     * @throws IllegalArgumentException if there are not as many counts as words, or a count is negative
     */
    public Vocabulary withCounts(long[] others) {
        if (others.length != size) {
            throw new IllegalArgumentException(size + " words cannot have " + others.length + " counts");
        }
        MemorySegment segment = Filler.allocate(size * 8L);
        for (int id = 0; id < size; id++) {
            if (others[id] < 0) {
                throw new IllegalArgumentException("word " + id + " has the negative count " + others[id]);
            }
            segment.set(INT64, id * 8L, others[id]);
        }
        return new Vocabulary(bytes, offsets, segment.asReadOnly(), size);
    }

    /** V, the number of words. */
    public int size() {
        return size;
    }

    /** A copy of a word's bytes. */
    public byte[] wordBytes(int id) {
        long start = start(id);
        byte[] word = new byte[length(id)];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, word, 0, word.length);
        return word;
    }

    /** A word as text; what is not valid UTF-8 in it appears as U+FFFD. */
    public String word(int id) {
        return new String(wordBytes(id), StandardCharsets.UTF_8);
    }

    /** The id of the word {@code word[offset … offset + length)}, or −1 if there is none. */
    public int id(byte[] word, int offset, int length) {
        VocabularyIndex built = index;
        if (built == null) {
            Scanned last = scanned;
            if (last != null && Arrays.equals(last.word, 0, last.word.length, word, offset, offset + length)) {
                return last.id;
            }
            if (scans < MOST_SCANS) {
                scans++;
                byte[] wanted = Arrays.copyOfRange(word, offset, offset + length);
                int id = VocabularyScan.id(this, wanted);
                scanned = new Scanned(wanted, id);
                return id;
            }
        }
        return (built != null ? built : index()).id(word, offset, length);
    }

    /** The id of a word given as text, or −1 if there is none. */
    public int id(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /** #(w), how often the word was seen, ≥ 0. */
    public long count(int id) {
        return counts.get(INT64, checked(id) * 8L);
    }

    /** T = Σ #(w) over all words of the vocabulary; at most 2⁶³ − 1, whatever the counts of a file add up to. */
    public long totalCount() {
        long total = totalCount;
        if (total < 0) {
            total = 0;
            for (int id = 0; id < size && total != Long.MAX_VALUE; id++) {
                long sum = total + count(id);
                total = sum < 0 ? Long.MAX_VALUE : sum;
            }
            totalCount = total;
        }
        return total;
    }

    /** The bytes of all words one after the other, read-only. */
    public MemorySegment bytesSegment() {
        return bytes;
    }

    /** V + 1 offsets into {@link #bytesSegment()}, int64 little-endian, read-only. */
    public MemorySegment offsetsSegment() {
        return offsets;
    }

    /** V counts, int64 little-endian, read-only. */
    public MemorySegment countsSegment() {
        return counts;
    }

    /** Where a word begins in {@link #bytesSegment()}. */
    long start(int id) {
        return offsets.get(INT64, checked(id) * 8L);
    }

    /** A word's length in bytes. */
    int length(int id) {
        long start = offsets.get(INT64, checked(id) * 8L);
        long end = offsets.get(INT64, (id + 1) * 8L);
        if (start < 0 || end < start || end > bytes.byteSize() || end - start > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("the vocabulary is damaged: word " + id + " lies at bytes " + start + " to "
                    + end + " of " + bytes.byteSize());
        }
        return (int) (end - start);
    }

    private VocabularyIndex index() {
        synchronized (this) {
            if (index == null) {
                index = new VocabularyIndex(this);
            }
            return index;
        }
    }

    private int checked(int id) {
        if (id < 0 || id >= size) {
            throw new IndexOutOfBoundsException("word id " + id + " in a vocabulary of " + size + " words");
        }
        return id;
    }

    /** Takes the words of a new vocabulary one after the other. */
    static final class Filler {
        private final MemorySegment bytes;
        private final MemorySegment offsets;
        private final MemorySegment counts;
        private final int size;
        private int filled;
        private long end;

        Filler(int size, long byteSize) {
            this.size = size;
            bytes = allocate(byteSize);
            offsets = allocate((size + 1L) * 8);
            counts = allocate(size * 8L);
        }

        void add(byte[] source, int offset, int length, long count) {
            if (count < 0) {
                throw new IllegalArgumentException("word " + filled + " has the negative count " + count);
            }
            MemorySegment.copy(source, offset, bytes, ValueLayout.JAVA_BYTE, end, length);
            end += length;
            counts.set(INT64, filled * 8L, count);
            offsets.set(INT64, ++filled * 8L, end);
        }

        Vocabulary vocabulary() {
            return view(bytes, offsets, counts, size);
        }

        private static MemorySegment allocate(long byteSize) {
            return Arena.ofAuto().allocate(Math.max(byteSize, 8), 8).asSlice(0, byteSize);
        }
    }
}
