package io.firth.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale; words of others, fit for a line. */
final class Texts {
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    /** Characters of a text that a message quotes. */
    private static final int QUOTED = 60;

    private Texts() {}

    /** The beginning of a word or a line in quotes; what could end the line or command the terminal is a question mark. */
    static String quoted(String text) {
        int length = text.length();
        if (length > QUOTED) {
            length = QUOTED - (Character.isHighSurrogate(text.charAt(QUOTED - 1)) ? 1 : 0);
        }
        return "'" + text.substring(0, length).replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?")
                + (length < text.length() ? "…'" : "'");
    }

    /** {@code 1,234,567}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 word}, {@code 2 words}. */
    static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** {@code 1,234} or {@code 1,234.5}: a sum of weights, which need not be whole. */
    static String total(double sum) {
        return String.format(Locale.ROOT, sum == Math.rint(sum) ? "%,.0f" : "%,.1f", sum);
    }

    /** {@code 12.3 MB}, with powers of 1000. */
    static String bytes(long n) {
        double value = n;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? n + " bytes"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** {@code 1.23 M}, {@code 12.3 k}. */
    static String rate(double perSecond) {
        if (perSecond >= 999_500) {
            return String.format(Locale.ROOT, "%.2f M", perSecond / 1e6);
        }
        return perSecond >= 1000
                ? String.format(Locale.ROOT, "%.0f k", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f", perSecond);
    }

    /** {@code 4.2 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    static String seconds(double seconds) {
        if (seconds < 59.95) {
            return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** {@code 0:42}, {@code 1:02:03}. */
    static String clock(Duration left) {
        long s = Math.max(0, left.toSeconds());
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
    }

    /** Four decimals. */
    static String loss(double loss) {
        return Double.isNaN(loss) ? "–" : String.format(Locale.ROOT, "%.4f", loss);
    }
}
