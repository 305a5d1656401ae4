package io.firth.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Unicode lower case of words in UTF-8. */
final class LowerCase {
    private static final int CAPITAL_SIGMA = 0x3a3; // its lower case depends on its place in the word
    private static final int CAPITAL_I_WITH_DOT = 0x130; // its lower case is two code points

    private byte[] result = new byte[64];

    /** ASCII capitals among {@code b[from … to)} become small letters; no other byte changes. */
    static void asciiInPlace(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte x = b[i];
            b[i] = (byte) (x >= 'A' && x <= 'Z' ? x | 0x20 : x);
        }
    }

    /**
     * The lower case of {@code b[offset … offset + length)}, in {@link #result()}; bytes that are not valid UTF-8 are
     * copied.
     *
     * @return its length
     */
    int apply(byte[] b, int offset, int length) {
        int end = offset + length;
        long room = length + (length >> 1) + 4L; // no simple mapping is more than 1.5 times as long
        if (result.length < room) {
            result = new byte[(int) Math.min(room + (length >> 1), Integer.MAX_VALUE - 8)];
        }
        int q = 0;
        for (int p = offset; p < end; ) {
            int decoded = Utf8.decode(b, p, end);
            if (decoded < 0) {
                result[q++] = b[p++];
                continue;
            }
            int c = decoded >> 3;
            if ((c == CAPITAL_SIGMA || c == CAPITAL_I_WITH_DOT) && Utf8.isValid(b, offset, end)) {
                result = new String(b, offset, length, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .getBytes(StandardCharsets.UTF_8);
                return result.length;
            }
            q = Utf8.encode(Character.toLowerCase(c), result, q);
            p += decoded & 7;
        }
        return q;
    }

    byte[] result() {
        return result;
    }
}
