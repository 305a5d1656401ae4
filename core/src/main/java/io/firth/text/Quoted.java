package io.firth.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text of others (words, lines, names found in files) fit for the one line that a message is: no character in it ends the line,
 * commands the terminal or turns the direction of what follows.
 */
public final class Quoted {
    /** Characters of a text that are shown at most. */
    static final int MOST = 60;

    /** Control characters of both blocks (ISO 6429), line and paragraph separators, marks of direction (UAX #9). */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");

    private Quoted() {}

    /** The beginning of a text in quotes; a tab is a space, and what else is unfit a question mark. */
    public static String of(String text) {
        int length = text.length();
        if (length > MOST) {
            length = MOST - (Character.isHighSurrogate(text.charAt(MOST - 1)) ? 1 : 0);
        }
        return "'" + plain(text.substring(0, length)) + (length < text.length() ? "…'" : "'");
    }

    /** The beginning of {@code bytes[start … end)}, read as UTF-8. */
    public static String of(byte[] bytes, int start, int end) {
        // a character takes four bytes at most: one more than is shown is enough to see that there are more
        int length = Math.min(end - start, (MOST + 1) * 4);
        return of(new String(bytes, start, length, StandardCharsets.UTF_8));
    }

    /** The whole text; a tab is a space, and what else is unfit a question mark. */
    public static String plain(String text) {
        return UNFIT.matcher(text.replace('\t', ' ')).replaceAll("?");
    }
}
