package io.firth.text;

/** UTF-8, one code point at a time (Unicode Standard, table 3-7: no overlong forms, no surrogates). */
final class Utf8 {
    private Utf8() {}

    /**
     * The code point that begins at {@code p} and the number of its bytes, as codePoint·8 + bytes; −1 if the bytes
     * before {@code end} are not valid there.
     */
    static int decode(byte[] b, int p, int end) {
        int b0 = b[p];
        if (b0 >= 0) {
            return b0 << 3 | 1;
        }
        b0 &= 0xff;
        if (b0 < 0xc2 || b0 > 0xf4 || p + 1 >= end || !continues(b[p + 1])) {
            return -1;
        }
        int c = b[p + 1] & 0x3f;
        if (b0 < 0xe0) {
            return ((b0 & 0x1f) << 6 | c) << 3 | 2;
        }
        if (p + 2 >= end || !continues(b[p + 2])) {
            return -1;
        }
        c = c << 6 | b[p + 2] & 0x3f;
        if (b0 < 0xf0) {
            c |= (b0 & 0x0f) << 12;
            return c < 0x800 || c >= 0xd800 && c <= 0xdfff ? -1 : c << 3 | 3;
        }
        if (p + 3 >= end || !continues(b[p + 3])) {
            return -1;
        }
        c = (b0 & 0x07) << 18 | c << 6 | b[p + 3] & 0x3f;
        return c < 0x10000 || c > 0x10ffff ? -1 : c << 3 | 4;
    }

    /** Whether all of {@code b[p … end)} is valid. */
    static boolean isValid(byte[] b, int p, int end) {
        while (p < end) {
            int decoded = decode(b, p, end);
            if (decoded < 0) {
                return false;
            }
            p += decoded & 7;
        }
        return true;
    }

    /** Writes a code point at {@code p} and returns the position after it. */
    static int encode(int c, byte[] b, int p) {
        if (c < 0x80) {
            b[p++] = (byte) c;
        } else if (c < 0x800) {
            b[p++] = (byte) (0xc0 | c >> 6);
            b[p++] = (byte) (0x80 | c & 0x3f);
        } else if (c < 0x10000) {
            b[p++] = (byte) (0xe0 | c >> 12);
            b[p++] = (byte) (0x80 | c >> 6 & 0x3f);
            b[p++] = (byte) (0x80 | c & 0x3f);
        } else {
            b[p++] = (byte) (0xf0 | c >> 18);
            b[p++] = (byte) (0x80 | c >> 12 & 0x3f);
            b[p++] = (byte) (0x80 | c >> 6 & 0x3f);
            b[p++] = (byte) (0x80 | c & 0x3f);
        }
        return p;
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
