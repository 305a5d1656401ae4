package io.firth.text;

import java.util.Locale;

/** How a line of text becomes words. In both, a sentence ends at a line feed and nowhere else. */
public enum Tokenizer {
    /**
     * Words are what stands between white space: space, tab, line feed, vertical tab, form feed, carriage return (so
     * CRLF works) and NUL. All other bytes, valid UTF-8 or not, belong to words.
     */
    WHITESPACE,
    /**
     * For raw prose: the words of Unicode Standard Annex #29; punctuation, symbols and bytes that are not UTF-8
     * separate words and are dropped.
     */
    UNICODE;

    /**
     * The tokenizer called {@code name} ({@code whitespace} or {@code unicode}, in any case).
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Tokenizer parse(String name) {
        for (Tokenizer tokenizer : values()) {
            if (tokenizer.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return tokenizer;
            }
        }
        throw new IllegalArgumentException("unknown tokenizer '" + name + "'; choose whitespace or unicode");
    }

    /** The name that {@link #parse} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
