package io.firth.text;

import java.util.Objects;

/**
 * How text becomes words.
 *
 * @param tokenizer where words begin and end
 * @param lowercase whether words are put in Unicode lower case (locale-independent); bytes that are not UTF-8 stay
 */
public record TextOptions(Tokenizer tokenizer, boolean lowercase) {
    /** White space separates words, case stays. */
    public static final TextOptions DEFAULT = new TextOptions(Tokenizer.WHITESPACE, false);

    /** Checks that nothing is null. */
    public TextOptions {
        Objects.requireNonNull(tokenizer, "tokenizer");
    }
}
