package io.firth.io;

import java.util.Arrays;

/** Floats as the shortest decimals that read back as the same floats, put into a growing array of bytes. */
final class FloatText {
    /** How a decimal is written; the digits are the same. */
    enum Style {
        /** As {@link Float#toString(float)}: {@code 1.0}, {@code 1.0E-5}. */
        JAVA,
        /** As C++ streams and printf's %g: {@code 1}, {@code 1e-05}. */
        STREAM
    }

    private byte[] bytes = new byte[1 << 16];
    private int size;

    void put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void put(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    /** Puts ASCII. */
    @SuppressWarnings("deprecation") // getBytes(int, …) copies the low bytes, without an array in between
    void put(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
    }

    void put(float value, Style style) {
        String java = Float.toString(value);
        if (style == Style.JAVA) {
            put(java);
        } else {
            putStream(java);
        }
    }

    // digits d₁d₂…dₙ and an exponent e, value d₁.d₂…dₙ · 10^e, from Java's way of writing to C++'s
    private void putStream(String java) {
        int at = java.startsWith("-") ? 1 : 0;
        int e = java.indexOf('E');
        String mantissa = java.substring(at, e < 0 ? java.length() : e);
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (last > first + 1 && digits.charAt(last - 1) == '0') {
            last--;
        }
        int exponent = point - 1 - first + (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1)));
        digits = digits.substring(first, last);
        if (digits.equals("0")) {
            exponent = 0;
        }
        if (at == 1) {
            put('-');
        }
        if (exponent < -4 || exponent >= Math.max(5, digits.length())) {
            put(digits.charAt(0));
            if (digits.length() > 1) {
                put('.');
                put(digits.substring(1));
            }
            put(exponent < 0 ? "e-" : "e+");
            put((Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent));
        } else if (exponent < 0) {
            put("0." + "0".repeat(-exponent - 1) + digits);
        } else if (digits.length() <= exponent + 1) {
            put(digits + "0".repeat(exponent + 1 - digits.length()));
        } else {
            put(digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1));
        }
    }

    /** What was put since the last time. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
