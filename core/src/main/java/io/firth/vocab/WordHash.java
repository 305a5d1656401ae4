package io.firth.vocab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashing and comparing of words that lie in byte arrays, eight bytes at a time. */
final class WordHash {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K1 = 0x9e3779b97f4a7c15L; // 2⁶⁴ / golden ratio
    private static final long K2 = 0xd6e8feb86659fd93L;

    private WordHash() {}

    /** The first eight bytes of a word (the first lowest), zeros behind a shorter one. */
    static long prefix(byte[] b, int offset, int length) {
        if (length >= 8) {
            return (long) LONG.get(b, offset);
        }
        if (offset + 8 <= b.length) {
            return (long) LONG.get(b, offset) & ~(-1L << (length << 3));
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (b[offset + i] & 0xffL) << (i << 3);
        }
        return prefix;
    }

    /** 64 well-mixed bits of a word. */
    static long hash(long prefix, byte[] b, int offset, int length) {
        long h = (prefix ^ length * K2) * K1;
        if (length > 8) {
            int last = offset + length - 8;
            for (int i = offset + 8; i < last; i += 8) {
                h = (Long.rotateLeft(h, 29) ^ (long) LONG.get(b, i)) * K1;
            }
            h = (Long.rotateLeft(h, 29) ^ (long) LONG.get(b, last)) * K1;
        }
        h ^= h >>> 32;
        h *= K2;
        return h ^ h >>> 29;
    }

    /**
     * 32 bits that differ for words of different length (up to 254 bytes) and mostly for others. With equal prefixes,
     * words of up to 8 bytes are equal exactly if their tags are.
     */
    static int tag(long hash, int length) {
        return Math.min(length, 255) << 24 | (int) (hash >>> 40);
    }

    /** Whether two words of {@code length} &gt; 8 whose first eight bytes are equal are equal. */
    static boolean sameTail(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        for (int i = 8; i < length - 8; i += 8) {
            if ((long) LONG.get(a, aOffset + i) != (long) LONG.get(b, bOffset + i)) {
                return false;
            }
        }
        return (long) LONG.get(a, aOffset + length - 8) == (long) LONG.get(b, bOffset + length - 8);
    }
}
