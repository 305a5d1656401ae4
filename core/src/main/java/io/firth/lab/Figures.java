package io.firth.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written on worksheets, the same in every locale. */
public final class Figures {
    private static final MathContext TEN_DIGITS = new MathContext(10);

    private Figures() {}

    /** Ten significant digits, without trailing zeros: {@code 1.787055518}. */
    public static String precise(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double magnitude = Math.abs(value);
        if (value == 0 || magnitude >= 1e-5 && magnitude < 1e12) {
            BigDecimal rounded = new BigDecimal(value).round(TEN_DIGITS).stripTrailingZeros();
            return rounded.signum() == 0 ? "0" : rounded.toPlainString();
        }
        return shortened(String.format(Locale.ROOT, "%.6e", value));
    }

    /** For a column of a table: six decimals, or four significant digits where that would show nothing. */
    public static String cell(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double magnitude = Math.abs(value);
        if (value == 0 || magnitude >= 1e-4 && magnitude < 1e6) {
            return String.format(Locale.ROOT, "%.6f", value == 0 ? 0.0 : value);
        }
        return String.format(Locale.ROOT, "%.3e", value);
    }

    /** Two significant digits, for differences: {@code 3.1e-11}. */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        return value == 0 ? "0" : shortened(String.format(Locale.ROOT, "%.1e", value));
    }

    /** {@code 60,855,000}. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1e-7} for {@code 1.0e-07}. */
    private static String shortened(String scientific) {
        return scientific.replaceFirst("\\.?0*e", "e").replaceFirst("e([+-])0", "e$1");
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
    }
}
