package io.firth.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the numbers that text formats mostly have, such as {@code -0.0123456}: a sign perhaps, digits, perhaps a point and
 * digits, at most 15 in all. Eight digits behind the point are taken at a time (three multiplications on a word of eight bytes).
 * One per thread.
 */
final class PlainNumber {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    /** So many digits are exact in a double. */
    private static final int MOST_DIGITS = 15;

    private int end;

    /** Where the number that was read last ends. */
    int end() {
        return end;
    }

    /**
     * The number that begins at {@code bytes[from]}, as {@link DecimalFloat} reads it; NaN if it is none of these, has more
     * digits, or lies where DecimalFloat needs more care.
     *
     * @param to where the line ends
     */
    float read(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long digits = 0;
        while (at < to && digit(bytes[at]) && at - first <= MOST_DIGITS) {
            digits = digits * 10 + (bytes[at++] - '0');
        }
        int count = at - first;
        int decimals = 0;
        if (at < to && bytes[at] == '.') {
            at++;
            while (count + decimals <= MOST_DIGITS) {
                int n;
                long eight;
                if (at + Long.BYTES <= bytes.length) {
                    eight = (long) LONG.get(bytes, at) ^ ZEROS; // digits are 0 … 9 now
                    long others = ((eight + SIXES) | eight) & HIGH_HALVES;
                    n = Math.min(to - at, Long.numberOfTrailingZeros(others) >>> 3);
                } else {
                    eight = 0;
                    n = 0;
                    while (at + n < to && n < Long.BYTES && digit(bytes[at + n])) {
                        eight |= (long) (bytes[at + n] - '0') << (n << 3);
                        n++;
                    }
                }
                if (n > 0) {
                    digits = digits * POWERS_OF_TEN[n] + number(eight << ((Long.BYTES - n) << 3));
                    decimals += n;
                    at += n;
                }
                if (n < Long.BYTES) {
                    break;
                }
            }
        }
        count += decimals;
        end = at;
        if (count == 0 || count > MOST_DIGITS) {
            return Float.NaN;
        }
        return DecimalFloat.scaled(digits, -decimals, negative);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Eight decimal digits, the first in the lowest byte. */
    private static long number(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000ffff0000ffffL;
        return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
    }
}
