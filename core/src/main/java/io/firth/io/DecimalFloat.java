package io.firth.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Decimal numbers in ASCII → the nearest float, ties to even, exactly as {@link Float#parseFloat} but without an object
 * per number.
 *
 * <p>Up to 15 digits m and a power of ten within 10^±22 are both exact as doubles, so that m·10^e is rounded once to
 * double (W. D. Clinger, How to read floating point numbers accurately, 1990); rounding that to float is right unless it
 * lies halfway between two floats or below the normal floats, and then the JDK decides.
 */
final class DecimalFloat {
    private static final double[] POWERS_OF_TEN = new double[23];
    private static final long MOST_DIGITS = 999_999_999_999_999L;
    private static final int LONGEST = 1000;
    // The bits of a double that a float lacks.
    private static final long LOST_BITS = (1L << 29) - 1;
    private static final long HALFWAY = 1L << 28;

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private DecimalFloat() {}

    /**
     * The number in {@code bytes[from … to)}; also nan, inf and infinity in any case.
     *
     * @throws NumberFormatException if it is not a number
     */
    static float parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        long digits = 0;
        int exponent = 0;
        boolean any = false;
        boolean point = false;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                any = true;
                digits = digits * 10 + (b - '0');
                if (digits > MOST_DIGITS) {
                    return slow(bytes, from, to);
                }
                exponent -= point ? 1 : 0;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!any) {
            return slow(bytes, from, to);
        }
        if (at < to) {
            byte e = bytes[at];
            if ((e != 'e' && e != 'E') || to - at > 5) {
                return slow(bytes, from, to);
            }
            int written = smallInteger(bytes, at + 1, to);
            if (written == Integer.MIN_VALUE) {
                return slow(bytes, from, to);
            }
            exponent += written;
        }
        if (exponent < -22 || exponent > 22) {
            return slow(bytes, from, to);
        }
        float scaled = scaled(digits, exponent, negative);
        return Float.isNaN(scaled) ? slow(bytes, from, to) : scaled;
    }

    /**
     * ± digits · 10^exponent; NaN where two roundings are perhaps not one.
     *
     * @param digits at most 15 of them, ≥ 0
     * @param exponent −22…22
     */
    static float scaled(long digits, int exponent, boolean negative) {
        double value = exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
        boolean halfway = (Double.doubleToRawLongBits(value) & LOST_BITS) == HALFWAY;
        if (halfway || (value != 0 && value < Float.MIN_NORMAL)) {
            return Float.NaN;
        }
        return (float) (negative ? -value : value);
    }

    /** Whether {@link #parse} takes these bytes. */
    static boolean isNumber(byte[] bytes, int from, int to) {
        try {
            parse(bytes, from, to);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    // [+-]digits, at most four bytes; MIN_VALUE if it is something else.
    private static int smallInteger(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || (at < to && bytes[at] == '+')) {
            at++;
        }
        if (at == to) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b < '0' || b > '9') {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + (b - '0');
        }
        return negative ? -value : value;
    }

    private static float slow(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            throw new NumberFormatException("a number of " + (to - from) + " digits");
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        String text = new String(copy, StandardCharsets.ISO_8859_1);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        float sign = text.startsWith("-") ? -1 : 1;
        switch (text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return Float.NaN;
            }
            case "inf", "infinity" -> {
                return sign * Float.POSITIVE_INFINITY;
            }
            default -> {
                // The JDK also takes 0x1p3, 1f and 1d, and spaces around.
                for (byte b : copy) {
                    if ((b < '0' || b > '9') && b != '.' && b != '-' && b != '+' && b != 'e' && b != 'E') {
                        throw new NumberFormatException("'" + text + "' is not a number");
                    }
                }
                return Float.parseFloat(text);
            }
        }
    }
}
