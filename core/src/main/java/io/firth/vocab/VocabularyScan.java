package io.firth.vocab;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds one word by looking at all of them: for a handful of words far cheaper than the hash index, whose making looks at
 * all words too and fills memory. By way of arrays, which are fast before anything is compiled.
 */
final class VocabularyScan {
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 8192;
    private static final int MOST_TEXT = 1 << 20;

    private VocabularyScan() {}

    /** The first id of a word, or −1. */
    static int id(Vocabulary vocabulary, byte[] wanted) {
        long[] offsets = new long[CHUNK + 1];
        byte[] text = new byte[CHUNK];
        for (int from = 0; from < vocabulary.size(); from += CHUNK) {
            int n = Math.min(CHUNK, vocabulary.size() - from);
            MemorySegment.copy(vocabulary.offsetsSegment(), INT64, from * 8L, offsets, 0, n + 1);
            long start = offsets[0];
            long bytes = offsets[n] - start;
            int found;
            if (start < 0 || bytes < 0 || bytes > MOST_TEXT) {
                found = oneByOne(vocabulary, from, n, wanted);
            } else {
                text = text.length < bytes ? new byte[(int) bytes] : text;
                MemorySegment.copy(vocabulary.bytesSegment(), ValueLayout.JAVA_BYTE, start, text, 0, (int) bytes);
                found = among(vocabulary, from, offsets, n, text, wanted);
            }
            if (found >= 0) {
                return from + found;
            }
        }
        return -1;
    }

    private static int among(Vocabulary vocabulary, int from, long[] offsets, int n, byte[] text, byte[] wanted) {
        int length = wanted.length;
        for (int i = 0; i < n; i++) {
            long bytes = offsets[i + 1] - offsets[i];
            if (bytes < 0) {
                vocabulary.length(from + i); // says what is wrong
            }
            if (bytes == length) {
                int at = (int) (offsets[i] - offsets[0]);
                int differ = length - 1; // from the end: beginnings are alike more often
                while (differ >= 0 && text[at + differ] == wanted[differ]) {
                    differ--;
                }
                if (differ < 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int oneByOne(Vocabulary vocabulary, int from, int n, byte[] wanted) {
        for (int i = 0; i < n; i++) {
            if (vocabulary.length(from + i) == wanted.length && Arrays.equals(vocabulary.wordBytes(from + i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
