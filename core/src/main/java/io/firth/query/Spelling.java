package io.firth.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A word as code points in lower case, reused from word to word. A byte that is not part of valid UTF-8 counts as a
 * letter of its own.
 */
final class Spelling {
    private static final int BEYOND_UNICODE = 0x110000;

    private int[] codePoints = new int[64];
    private int length;
    private long letters;

    void set(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        set(utf8, utf8.length);
    }

    /** Takes {@code utf8[0 … end)}. */
    void set(byte[] utf8, int end) {
        if (codePoints.length < end) {
            codePoints = Arrays.copyOf(codePoints, Math.max(end, 2 * codePoints.length));
        }
        length = 0;
        letters = 0;
        for (int at = 0; at < end; ) {
            int bytes = sequenceLength(utf8, at, end);
            int codePoint = bytes == 0 ? BEYOND_UNICODE + (utf8[at] & 0xff) : fold(decode(utf8, at, bytes));
            codePoints[length++] = codePoint;
            letters |= 1L << (codePoint & 63); // a–z fall on bits of their own
            at += Math.max(1, bytes);
        }
    }

    /** The letters, valid up to {@link #length()}. */
    int[] codePoints() {
        return codePoints;
    }

    int length() {
        return length;
    }

    /**
     * A bound from below on the errors between two words: one error changes the set of letters by at most one that goes
     * and one that comes.
     */
    int leastErrors(Spelling other) {
        int differing = Long.bitCount(letters ^ other.letters);
        return Math.max(Math.abs(length - other.length), (differing + 1) / 2);
    }

    // Bytes of the sequence at this place, 0 if it is not one. Overlong forms and surrogates pass: they only have to be
    // told apart here.
    private static int sequenceLength(byte[] utf8, int at, int end) {
        int lead = utf8[at] & 0xff;
        int bytes = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (bytes > end - at) {
            return 0;
        }
        for (int i = 1; i < bytes; i++) {
            if ((utf8[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return bytes;
    }

    private static int decode(byte[] utf8, int at, int bytes) {
        int value = bytes == 1 ? utf8[at] : utf8[at] & (0x7f >> bytes);
        for (int i = 1; i < bytes; i++) {
            value = value << 6 | utf8[at + i] & 0x3f;
        }
        return value;
    }

    private static int fold(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
