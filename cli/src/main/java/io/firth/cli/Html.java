package io.firth.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as HTML. */
final class Html {
    private static final Pattern SUBSCRIPT = Pattern.compile("(?<=[\\p{L}\\p{M}∂Σ∏])_(?:\\{([^}]*)}|(\\p{Alnum}+))");

    private static final Pattern MINUS = Pattern.compile("(?<![\\p{Alnum}\\]-])-(?=[0-9∞])");

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Unicode mathematics: {@code v_Frodo} and {@code Σ_{j≠0}} get subscripts, {@code -1} a minus sign. */
    static String maths(String text) {
        return SUBSCRIPT
                .matcher(MINUS.matcher(escape(text)).replaceAll("−"))
                .replaceAll(match ->
                        "<sub>" + Matcher.quoteReplacement(match.group(1) == null ? match.group(2) : match.group(1))
                                + "</sub>");
    }

    /** A number, with a minus sign where there is a hyphen, but not in an exponent. */
    static String number(String number) {
        return MINUS.matcher(escape(number)).replaceAll("−");
    }
}
