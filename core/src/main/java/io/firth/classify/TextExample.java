package io.firth.classify;

import java.util.Objects;

/**
 * A text, or a pair of texts, with or without a label.
 *
 * @param text the text, or the first of the pair
 * @param second the second text; null if there is only one
 * @param label what it belongs to; null if that is not known
 */
public record TextExample(String text, String second, String label) {
    /** Checks that there is a text. */
    public TextExample {
        Objects.requireNonNull(text, "text");
    }

    /** Whether there are two texts. */
    public boolean isPair() {
        return second != null;
    }
}
